import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/**
 * Writes a value that is not null as JSON; undefined if it is not one of the type. `isPlain` states that no text needs an escape
 * sequence.
 */
export type WriteLeaf = (value: unknown, isPlain: boolean) => string | undefined;

const writeText = (value: string, isPlain: boolean): string => (isPlain ? `"${value}"` : JSON.stringify(value));

const writeAny: WriteLeaf = (value, isPlain) => {
  if (typeof value === 'string') return writeText(value, isPlain);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  // The types of JSON.stringify state a string, but it has none for a function.
  return JSON.stringify(value) as string | undefined;
};

/**
 * Returns how values of a type are written. A scalar of the graph is passed on as it is. An enum value that is not in the API
 * schema is no value of its type, because an inaccessible one must not reach a client.
 */
export const leafWriterOf = (type: GraphQLLeafType): WriteLeaf => {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => texts.get(value);
  }
  if (!isSpecifiedScalarType(type)) return writeAny;
  const serialize: WriteLeaf = (value) => {
    try {
      return writeAny(type.serialize(value), false);
    } catch {
      return undefined;
    }
  };
  if (type.name === 'String' || type.name === 'ID') {
    return (value, isPlain) => (typeof value === 'string' ? writeText(value, isPlain) : serialize(value, isPlain));
  }
  if (type.name === 'Boolean') {
    return (value, isPlain) => (typeof value === 'boolean' ? String(value) : serialize(value, isPlain));
  }
  return serialize;
};
