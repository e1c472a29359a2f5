import { type FieldNode, type GraphQLSchema, isInterfaceType, isObjectType, print } from 'graphql';

const TYPENAME = '__typename';

/** A prefix that no field of the schema has. */
const prefixFor = (schema: GraphQLSchema): string => {
  const names = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
  let prefix = 'w_';
  while (names.some((name) => name.startsWith(prefix))) prefix = `w${prefix}`;
  return prefix;
};

const prefixes = new WeakMap<GraphQLSchema, string>();

const cachedPrefix = (schema: GraphQLSchema): string => {
  const prefix = prefixes.get(schema) ?? prefixFor(schema);
  prefixes.set(schema, prefix);
  return prefix;
};

/** The response keys of a planned document, which differ from the client's where those could meet a key of an entity. */
export interface ResponseKeys {
  /** The response key of a field of the client's document in the planned document. */
  plannedKey(field: FieldNode): string;
  /** The client's response key; undefined if no field of the client's document has this planned key. */
  clientKey(plannedKey: string): string | undefined;
}

/**
 * Gives each field with an alias or arguments a response key of our own: one for each response key, field and arguments. A
 * field without both keeps its name, and so does `__typename`.
 */
export const createResponseKeys = (schema: GraphQLSchema): ResponseKeys => {
  const prefix = cachedPrefix(schema);
  const byNode = new Map<FieldNode, string>();
  const byIdentity = new Map<string, string>();
  const clientKeys = new Map<string, string>();

  const choose = ({ alias, name, arguments: given = [] }: FieldNode): string => {
    if (name.value === TYPENAME) return TYPENAME;
    const responseKey = alias?.value ?? name.value;
    let key = name.value;
    if (responseKey !== name.value || given.length > 0) {
      const ordered = given.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1));
      const identity = `${responseKey} ${name.value}(${ordered.map(print).join()})`;
      key = byIdentity.get(identity) ?? `${prefix}${byIdentity.size}`;
      byIdentity.set(identity, key);
    }
    clientKeys.set(key, responseKey);
    return key;
  };
  return {
    plannedKey: (field) => {
      const existing = byNode.get(field);
      if (existing !== undefined) return existing;
      const key = choose(field);
      byNode.set(field, key);
      return key;
    },
    clientKey: (plannedKey) => clientKeys.get(plannedKey),
  };
};
