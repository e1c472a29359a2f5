import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** The value for the client; undefined if the subgraph's value is not one of the type. */
export type LeafReader = (value: unknown) => unknown;

const asIs: LeafReader = (value) => value;

/**
 * Reads a value that is not null. A scalar of the graph is passed on as it is. An enum value that is not in the API schema is
 * no value of its type, because an inaccessible one must not reach a client.
 */
export const leafReaderOf = (type: GraphQLLeafType): LeafReader => {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (typeof value === 'string' && names.has(value) ? value : undefined);
  }
  if (!isSpecifiedScalarType(type)) return asIs;
  const expected = { String: 'string', ID: 'string', Boolean: 'boolean' }[type.name];
  return (value) => {
    if (typeof value === expected) return value;
    try {
      return type.serialize(value);
    } catch {
      return undefined;
    }
  };
};
