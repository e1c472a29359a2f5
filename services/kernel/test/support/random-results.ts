import {
  buildSchema,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A schema with all kinds of types that a result can have. */
export const RESULT_SDL = `
  interface Named { name: String }
  type Leaf { id: ID! text: String must: Int! several(first: Int = 2, words: [String!]): [Int] }
  type Branch implements Named { name: String kind: Kind! one: Leaf must: Leaf! list: [Leaf] full: [Leaf!]! any: Any named: [Named!] deep: [[Leaf!]] up: Branch }
  type Twig implements Named { name: String must: Branch! anys: [Any]! }
  union Any = Leaf | Branch | Twig
  enum Kind { ONE OTHER }
  type Query { branch: Branch must: Branch! branches: [Branch!]! any: Any! named: Named text(of: String!, in: Input): String }
  input Input { words: [String!] = ["a"] kind: Kind = ONE }
  type Mutation { first: Branch second: Int! third: Leaf! }
`;

/** A number for a text, the same each time. */
const hashOf = (text: string): number => {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash;
};

export const pathOf = (path: GraphQLResolveInfo['path'] | undefined): string =>
  path ? `${pathOf(path.prev)}/${path.key}` : '';

/** What can go wrong, and how often, in per cent. */
export interface Faults {
  readonly seed: number;
  readonly nulls: number;
  readonly errors: number;
  readonly promises: number;
}

/** {@link RESULT_SDL} with resolvers whose values, errors and promises depend on the path and the seed alone. `log` gets the fields in the order of their calls. */
export const schemaWith = ({ seed, nulls, errors, promises }: Faults, log: string[] = []): GraphQLSchema => {
  const schema = buildSchema(RESULT_SDL);
  const draw = (what: string, place: string): number => hashOf(`${seed} ${what} ${place}`) % 100;
  const later = (place: string, work: () => unknown): unknown => {
    if (draw('promise', place) >= promises) return work();
    let promise: Promise<unknown> = Promise.resolve();
    for (let turn = 0; turn < draw('turns', place) % 5; turn += 1) promise = promise.then(() => undefined);
    const value = promise.then(work);
    // graphql-js leaves out the rest of a list that becomes null, and a promise that nobody waits for ends the process.
    value.catch(() => undefined);
    return value;
  };
  const valueOf = (type: unknown, place: string, args: unknown): unknown => {
    const isRequired = isNonNullType(type);
    const inner: unknown = isRequired ? type.ofType : type;
    if (draw('error', place) < errors) {
      const error = new Error(`broken ${place}`);
      if (draw('thrown', place) % 2 === 0) throw error;
      return error;
    }
    if (draw('null', place) < (isRequired ? nulls / 4 : nulls)) return draw('undefined', place) % 2 ? null : undefined;
    if (isListType(inner)) {
      const items = Array.from({ length: draw('length', place) % 4 }, (_, index) => `${place}/${index}`);
      return items.map((item) => later(item, () => valueOf(inner.ofType, item, args)));
    }
    if (isAbstractType(inner)) {
      const possible = schema.getPossibleTypes(inner);
      return { __typename: possible[hashOf(place) % possible.length]?.name, place };
    }
    if (isObjectType(inner)) return { __typename: inner.name, place };
    const text = `${place} ${JSON.stringify(args)}`;
    return { Int: hashOf(text), Kind: hashOf(text) % 2 ? 'ONE' : 'OTHER' }[String(inner)] ?? text;
  };
  const resolve: GraphQLFieldResolver<unknown, unknown> = (_, args, context, info) => {
    const place = pathOf(info.path);
    log.push(`${info.parentType.name}.${info.fieldName} ${String(context)}`);
    return later(place, () => valueOf(info.returnType, place, args));
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolve;
    if (type.name === 'Branch') {
      type.isTypeOf = (value) => draw('branch', (value as { place: string }).place) >= errors;
    }
    if (type.name === 'Twig') {
      type.isTypeOf = (value) =>
        later('is', () => draw('twig', (value as { place: string }).place) >= errors) as boolean;
    }
  }
  const any = schema.getType('Any');
  if (isAbstractType(any)) {
    any.resolveType = (value: { place: string; __typename: string }) =>
      later(`type ${value.place}`, () => (draw('unknown', value.place) < errors ? 'Kind' : value.__typename)) as string;
  }
  return schema;
};
