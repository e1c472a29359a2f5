import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { createArgumentCost } from './argument-cost';
import { type FieldCosts, MAX_PAGE_SIZE, NO_FIELDS } from './field-cost';

/** How large an operation is, with its fragments expanded: upper bounds that are known before it runs. */
export interface OperationSize {
  /** Levels of fields, a root field being the first; introspection is not included. */
  depth: number;
  /** Number of selected fields. */
  selections: number;
  /** Largest number of aliases in one selection set. */
  aliases: number;
  /** Number of objects, multiplied by page sizes and weights, and of values in arguments; introspection is not included. */
  cost: number;
  introspectionDepth: number;
  introspectionCost: number;
}

/** The size of a selection set. */
interface SetSize extends OperationSize {
  /** Aliases in this selection set itself. */
  ownAliases: number;
  /** Cost of one item of a page, in the fields that hold the items of the page. */
  itemCost: number;
}

const emptySize = (): SetSize => ({
  depth: 0,
  selections: 0,
  aliases: 0,
  cost: 0,
  introspectionDepth: 0,
  introspectionCost: 0,
  ownAliases: 0,
  itemCost: 0,
});

const EMPTY: Readonly<SetSize> = emptySize();

const addTo = (sum: SetSize, size: Readonly<SetSize>): void => {
  sum.depth = Math.max(sum.depth, size.depth);
  sum.selections += size.selections;
  sum.cost += size.cost;
  sum.introspectionDepth = Math.max(sum.introspectionDepth, size.introspectionDepth);
  sum.introspectionCost += size.introspectionCost;
  sum.ownAliases += size.ownAliases;
  sum.aliases = Math.max(sum.aliases, size.aliases, sum.ownAliases);
  sum.itemCost += size.itemCost;
};

const introspectionField = (name: string): GraphQLField<unknown, unknown> | undefined => {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  return name === TypeMetaFieldDef.name ? TypeMetaFieldDef : undefined;
};

export interface MeasuredOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The number that the argument `name` states, null if it is not given, and the largest page size if it is no number. */
const readPageSize = (node: FieldNode, name: string, { operation, variables }: MeasuredOperation): number | null => {
  let value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    const sent = variables[variable];
    if (typeof sent === 'number') return sent;
    if (sent !== undefined) return sent === null ? null : MAX_PAGE_SIZE;
    value = operation.variableDefinitions?.find((defined) => defined.variable.name.value === variable)?.defaultValue;
  }
  return value?.kind === Kind.INT ? Number(value.value) : null;
};

/**
 * Measures a valid operation. Takes time linear in the length of the document, because a fragment is measured once for
 * each set of fields that hold the items of a page.
 */
export const measureOperation = (
  schema: GraphQLSchema,
  fieldCosts: FieldCosts,
  measured: MeasuredOperation,
): Readonly<OperationSize> => {
  const { document, operation } = measured;
  const argumentCost = createArgumentCost(measured.operation, measured.variables);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const fragmentSizes = new Map<ReadonlySet<string>, Map<string, SetSize>>();

  const pageSizeOf = (node: FieldNode, slicingArguments: readonly string[], defaultSize: number): number => {
    let largest = -1;
    for (const name of slicingArguments) {
      const size = readPageSize(node, name, measured);
      if (size !== null) largest = Math.max(largest, Math.min(Math.max(size, 0), MAX_PAGE_SIZE));
    }
    return largest < 0 ? defaultSize : largest;
  };

  const measureField = (node: FieldNode, parent: GraphQLCompositeType, itemFields: ReadonlySet<string>): SetSize => {
    const size = emptySize();
    size.depth = 1;
    size.selections = 1;
    size.ownAliases = size.aliases = node.alias ? 1 : 0;
    const name = node.name.value;
    const introspection = parent === schema.getQueryType() ? introspectionField(name) : undefined;
    const field = introspection ?? (isUnionType(parent) ? undefined : parent.getFields()[name]);
    // `__typename` is not in the schema.
    if (!field) return size;
    const type = getNamedType(field.type);
    const { weight, slicingArguments, defaultSize, sizedFields } = fieldCosts(parent, field);
    if (!node.selectionSet || !isCompositeType(type)) {
      if (weight > 0) size.cost = weight * pageSizeOf(node, slicingArguments, defaultSize);
      return size;
    }
    const inner = measureSet(node.selectionSet, type, sizedFields);
    const isItem = itemFields.has(name);
    const pageSize = pageSizeOf(node, slicingArguments, defaultSize);
    // A page is one object that holds `pageSize` items. The size of a field that holds items was stated by its parent.
    const ownSize = isItem || sizedFields.size > 0 ? 1 : pageSize;
    const cost = argumentCost(node) + ownSize * (weight + inner.cost + pageSize * inner.itemCost);
    size.selections += inner.selections;
    size.aliases = Math.max(size.aliases, inner.aliases);
    if (introspection) {
      size.introspectionDepth = 1 + inner.depth;
      size.introspectionCost = cost;
      return size;
    }
    size.depth += inner.depth;
    if (isItem) size.itemCost = cost;
    else size.cost = cost;
    return size;
  };

  const measureFragment = (name: string, itemFields: ReadonlySet<string>): Readonly<SetSize> => {
    const known = fragmentSizes.get(itemFields) ?? new Map<string, SetSize>();
    fragmentSizes.set(itemFields, known);
    const existing = known.get(name);
    if (existing) return existing;
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const size = fragment && isCompositeType(type) ? measureSet(fragment.selectionSet, type, itemFields) : emptySize();
    known.set(name, size);
    return size;
  };

  const measureSelection = (
    node: SelectionNode,
    parent: GraphQLCompositeType,
    itemFields: ReadonlySet<string>,
  ): Readonly<SetSize> => {
    if (node.kind === Kind.FIELD) return measureField(node, parent, itemFields);
    if (node.kind === Kind.FRAGMENT_SPREAD) return measureFragment(node.name.value, itemFields);
    const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
    return measureSet(node.selectionSet, isCompositeType(type) ? type : parent, itemFields);
  };

  const measureSet = (
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    itemFields: ReadonlySet<string>,
  ): SetSize => {
    const sum = emptySize();
    for (const node of set.selections) addTo(sum, measureSelection(node, parent, itemFields));
    return sum;
  };

  const root = schema.getRootType(operation.operation);
  return isObjectType(root) ? measureSet(operation.selectionSet, root, NO_FIELDS) : EMPTY;
};
