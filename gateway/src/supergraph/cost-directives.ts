import { type ConstDirectiveNode, type ConstValueNode, isTypeDefinitionNode, Kind, parse } from 'graphql';

/** How many items a field returns (IBM cost specification, `@listSize`). */
interface ListSize {
  /** Number of items if no slicing argument is given; undefined if not stated. */
  readonly assumedSize: number | undefined;
  /** Arguments that state the number of items. */
  readonly slicingArguments: readonly string[];
  /** Fields of the returned object that hold the items; empty if the field itself is the list. */
  readonly sizedFields: readonly string[];
}

/** What the supergraph states about cost. The keys of both maps are `Type.field`; `weights` also has names of types. */
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

const weightIn = (directives: readonly ConstDirectiveNode[] = []): number | undefined => {
  const cost = directives.find(({ name }) => name.value === 'cost');
  return cost && numberOf(argumentOf(cost, 'weight'));
};

/** Reads `@cost` of types and fields, and `@listSize`, from `supergraph` (SDL). Called once for each supergraph. */
export const readCostDirectives = (supergraph: string): CostDirectives => {
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const weigh = (key: string, directives?: readonly ConstDirectiveNode[]): void => {
    const weight = weightIn(directives);
    if (weight !== undefined) weights.set(key, weight);
  };
  for (const type of parse(supergraph, { noLocation: true }).definitions) {
    if (isTypeDefinitionNode(type)) weigh(type.name.value, type.directives);
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of type.fields ?? []) {
      const key = `${type.name.value}.${name.value}`;
      weigh(key, directives);
      for (const directive of directives) {
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
