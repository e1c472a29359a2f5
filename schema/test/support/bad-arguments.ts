import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A field with arguments, and the selections that lead to it: `posts(first: 20) { nodes { … } }`. */
export interface ReachedField {
  readonly at: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Wraps a selection on the field's type in what leads there from the root. */
  readonly wrap: (selection: string) => string;
}

/** One wrong value of one argument. */
export interface BadArgument {
  readonly what: string;
  /** The arguments of the field as they are written. */
  readonly args: string;
  readonly code: 'BAD_USER_INPUT' | 'INVALID_CURSOR';
  readonly path: readonly (string | number)[];
}

const OTHER_ID = '"nothing_01h45y7zj2fxmbzw9k5y6s3q4d"';
const TOO_MANY = 101;

/** Fields whose values are in the graph's data or in a standard, by name. */
const KNOWN_VALUES: ReadonlySet<string> = new Set([
  'properties',
  'unit',
  'country',
  'countries',
  'topicSlugs',
  'names',
  'keys',
  'codes',
]);

const isFree = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined);

/**
 * Every field with arguments that can be reached from the lists of the root, each on its shortest path. Members of unions
 * and interfaces are reached through fragments.
 */
export const reachFields = (schema: GraphQLSchema): ReachedField[] => {
  const found = new Map<string, ReachedField>();
  const queue: { type: string; wrap: ReachedField['wrap']; depth: number }[] = [];
  const seen = new Set<string>();
  const visit = (type: string, wrap: ReachedField['wrap'], depth: number): void => {
    if (seen.has(type) || depth > 8) return;
    seen.add(type);
    queue.push({ type, wrap, depth });
  };
  visit('Query', (selection) => `{ ${selection} }`, 0);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { wrap, depth } = next;
    const type = schema.getType(next.type);
    if (isUnionType(type) || isInterfaceType(type)) {
      for (const member of schema.getPossibleTypes(type)) {
        visit(member.name, (selection) => wrap(`__typename ... on ${member.name} { ${selection} }`), depth + 1);
      }
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const at = `${type.name}.${field.name}`;
      if (field.args.length > 0 && !found.has(at)) found.set(at, { at, field, wrap });
      const target = getNamedType(field.type);
      // A lookup at the root needs an id. What it finds is reached through the lists.
      const isLookup = type.name === 'Query' && !target.name.endsWith('Connection');
      if (!isCompositeType(target) || !isFree(field) || isLookup) continue;
      visit(target.name, (selection) => wrap(`${field.name} { ${selection} }`), depth + 1);
    }
  }
  return [...found.values()];
};

const sample = (type: GraphQLInputType): string => {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name ?? '';
  return { Int: '1', LanguageTag: '"fr"' }[named.name] ?? '"x"';
};

/** Wrong values of one argument, or of one field of an input object, each written in `write`. */
const badValues = (
  name: string,
  type: GraphQLInputType,
  path: readonly (string | number)[],
  write: (value: string) => string,
): BadArgument[] => {
  const named = getNamedType(type);
  const bad = (what: string, value: string, at = path): BadArgument => ({
    what,
    args: write(value),
    code: 'BAD_USER_INPUT',
    path: at,
  });
  if (isInputObjectType(named)) {
    if (named.name === 'DateRange') return [bad('inverted range', '{ from: "2015-01-01", to: "2012-01-01" }')];
    // Filters inside a filter are checked as the outer one.
    if (isListType(getNullableType(type)) || name === 'not') return [];
    return Object.values(named.getFields()).flatMap((field) =>
      badValues(field.name, field.type, [...path, field.name], (value) => write(`{ ${field.name}: ${value} }`)),
    );
  }
  const isList = isListType(getNullableType(type));
  const one = (value: string): string => (isList ? `[${value}]` : value);
  return [
    ...(isList ? [bad('list over 100', `[${`${sample(type)}, `.repeat(TOO_MANY)}]`)] : []),
    ...(named.name === 'ID' ? [bad('id of another type', one(OTHER_ID))] : []),
    ...(KNOWN_VALUES.has(name) ? [bad('unknown value', one('"no such value"'))] : []),
    ...(name === 'text' ? [bad('text over 500', `"${'x'.repeat(501)}"`)] : []),
    ...(name === 'first' || name === 'last' ? [bad('page over 100', '101'), bad('page below 0', '-1')] : []),
    ...(named.name === 'Cursor' ? [{ ...bad('foreign cursor', '"x"'), code: 'INVALID_CURSOR' as const }] : []),
  ];
};

/** The wrong values of every argument of a field. */
export const badArgumentsOf = ({ field }: ReachedField): BadArgument[] => {
  const names = field.args.map(({ name }) => name);
  const both = names.includes('first') && names.includes('last');
  const ofOne = ({ name, type }: GraphQLArgument): BadArgument[] =>
    badValues(name, type, [name], (value) => `(${name}: ${value})`);
  return [
    ...field.args.flatMap(ofOne),
    ...(both
      ? [{ what: 'first and last', args: '(first: 1, last: 1)', code: 'BAD_USER_INPUT', path: ['last'] } as const]
      : []),
  ];
};
