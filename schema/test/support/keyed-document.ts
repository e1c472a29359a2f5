import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const field = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });

const hasId = (type: unknown): boolean => (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields();

/** `__typename` and the ids of all types that an object of `type` can have. */
const keysOf = (schema: GraphQLSchema, type: unknown): SelectionNode[] => {
  if (hasId(type)) return [field('__typename'), field('id')];
  const members = isAbstractType(type) ? schema.getPossibleTypes(type).filter(hasId) : [];
  return [
    field('__typename'),
    ...members.map(
      ({ name }): SelectionNode => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field('id')] },
      }),
    ),
  ];
};

/** An operation that selects the key of every object, as a client with a normalised cache sends it. */
export const keyedDocument = (schema: GraphQLSchema, source: string): DocumentNode => {
  const types = new TypeInfo(schema);
  const selectionSet = {
    leave: (node: SelectionSetNode): SelectionSetNode => {
      const type = types.getParentType();
      const named = type ? getNamedType(type) : null;
      if (named === schema.getQueryType()) return node;
      return { ...node, selections: [...keysOf(schema, named), ...node.selections] };
    },
  };
  return visit(parse(source), visitWithTypeInfo(types, { SelectionSet: selectionSet }));
};
