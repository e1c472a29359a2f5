import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parseConstValue,
  visit,
} from 'graphql';

/** Items that a small, bounded list is assumed to have, unless its field says otherwise. */
const ASSUMED_SIZE = 5;
/** What a mutation costs besides the objects that it returns. */
const MUTATION_COST = 10;

const directive = (name: string, args: Readonly<Record<string, string>>): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: Object.entries(args).map(([argument, value]) => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: argument },
    value: parseConstValue(value),
  })),
});

const connectionSize = ({ arguments: args = [] }: FieldDefinitionNode): ConstDirectiveNode => {
  const slicing = args.map(({ name }) => name.value).filter((name) => name === 'first' || name === 'last');
  return directive('listSize', {
    // Without a default value, a page that is not asked for in any size has 20 items.
    ...(slicing.includes('last') && { assumedSize: '20' }),
    slicingArguments: JSON.stringify(slicing),
    sizedFields: '["edges", "nodes"]',
    requireOneSlicingArgument: 'false',
  });
};

const nameOf = (node: FieldDefinitionNode['type']): string =>
  node.kind === Kind.NAMED_TYPE ? node.name.value : nameOf(node.type);

const isList = (node: FieldDefinitionNode['type']): boolean =>
  node.kind === Kind.LIST_TYPE || (node.kind === Kind.NON_NULL_TYPE && isList(node.type));

/**
 * Adds what the cost of an operation is computed from: `@listSize` to each connection and each list of objects, `@cost` to
 * each mutation. A field that has the directive already keeps it.
 */
export const withCosts = (document: DocumentNode): DocumentNode => {
  const composites = new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      definition.kind === Kind.UNION_TYPE_DEFINITION
        ? [definition.name.value]
        : [],
    ),
  );
  const withDirective = (field: FieldDefinitionNode, added: ConstDirectiveNode): FieldDefinitionNode =>
    field.directives?.some(({ name }) => name.value === added.name.value)
      ? field
      : { ...field, directives: [...(field.directives ?? []), added] };
  const costOf = (typeName: string, field: FieldDefinitionNode): FieldDefinitionNode => {
    const name = nameOf(field.type);
    if (typeName === 'Mutation') return withDirective(field, directive('cost', { weight: `${MUTATION_COST}` }));
    if (name.endsWith('Connection')) return withDirective(field, connectionSize(field));
    const isSized = isList(field.type) && composites.has(name);
    return isSized ? withDirective(field, directive('listSize', { assumedSize: `${ASSUMED_SIZE}` })) : field;
  };
  return visit(document, {
    enter: (node) => {
      const isType = node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
      // The fields of a connection are sized by the field that returns it.
      if (!isType || node.name.value.endsWith('Connection')) return undefined;
      return { ...node, fields: node.fields?.map((field) => costOf(node.name.value, field)) };
    },
  });
};
