import { type ConstDirectiveNode, type ConstValueNode, Kind, parse } from 'graphql';

/** How many items a field returns (IBM cost specification, `@listSize`). */
interface ListSize {
  /** Number of items if no slicing argument is given; undefined if not stated. */
  readonly assumedSize: number | undefined;
  /** Arguments that state the number of items. */
  readonly slicingArguments: readonly string[];
  /** Fields of the returned object that hold the items; empty if the field itself is the list. */
  readonly sizedFields: readonly string[];
}

/** What the supergraph states about cost. The keys of all maps are `Type.field`. */
export interface CostDirectives {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

const argumentOf = (directive: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  directive.arguments?.find((argument) => argument.name.value === name)?.value;

const numberOf = (value: ConstValueNode | undefined): number | undefined =>
  value?.kind === Kind.INT ? Number(value.value) : undefined;

const textsOf = (value: ConstValueNode | undefined): string[] =>
  value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];

/** Reads `@cost` and `@listSize` of all fields from `supergraph` (SDL). Called once for each supergraph. */
export const readCostDirectives = (supergraph: string): CostDirectives => {
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  for (const type of parse(supergraph, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of type.fields ?? []) {
      const key = `${type.name.value}.${name.value}`;
      for (const directive of directives) {
        const weight = directive.name.value === 'cost' ? numberOf(argumentOf(directive, 'weight')) : undefined;
        if (weight !== undefined) weights.set(key, weight);
        if (directive.name.value !== 'listSize') continue;
        listSizes.set(key, {
          assumedSize: numberOf(argumentOf(directive, 'assumedSize')),
          slicingArguments: textsOf(argumentOf(directive, 'slicingArguments')),
          sizedFields: textsOf(argumentOf(directive, 'sizedFields')),
        });
      }
    }
  }
  return { weights, listSizes };
};
