import {
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';

/** Chooses a number from 0 to `max`, both included. */
export type Choose = (max: number) => number;

/** A literal for an argument, or null if no useful one is known: then the argument, or its field, is left out. */
export type LiteralFor = (type: GraphQLInputType, field: string, argument: string) => string | null;

export interface RandomOperation {
  /** With aliases that meet the names of other fields. */
  readonly clashing: string;
  /** The same operation, in which each alias is unique. */
  readonly unique: string;
  readonly variables: Readonly<Record<string, boolean>>;
  /** The clashing alias of each unique one. */
  readonly aliases: ReadonlyMap<string, string>;
}

export interface RandomOperationOptions {
  readonly schema: GraphQLSchema;
  readonly choose: Choose;
  readonly literalFor: LiteralFor;
  readonly maxDepth: number;
  /** Defaults to `query`. */
  readonly kind?: 'query' | 'mutation';
  /** Root fields that are left out. */
  readonly without?: readonly string[];
}

type Fields = readonly GraphQLField<unknown, unknown>[];

const CONDITIONS = { yes: true, no: false } as const;

const fieldsOf = (type: GraphQLCompositeType): Fields => (isUnionType(type) ? [] : Object.values(type.getFields()));

/** One object of the response: its response keys, which may not be used for anything else in it. */
interface Scope {
  readonly used: Map<string, string>;
}

/** Renames the keys of an answer to the unique operation to those of the clashing one. */
export const withClashingAliases = (value: unknown, aliases: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => withClashingAliases(item, aliases));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [aliases.get(key) ?? key, withClashingAliases(inner, aliases)]),
  );
};

/** Makes a valid query or mutation at random: aliases, arguments, inline and named fragments, conditions, abstract types. */
export const randomOperation = (options: RandomOperationOptions): RandomOperation => {
  const { schema, choose, literalFor, maxDepth, kind = 'query', without = [] } = options;
  const aliases = new Map<string, string>();
  const fragments: { readonly clashing: string; readonly unique: string }[] = [];
  const usedConditions = new Set<keyof typeof CONDITIONS>();
  let budget = 40;

  const pick = <Item>(items: readonly Item[]): Item | undefined => items[choose(Math.max(0, items.length - 1))];
  const chance = (percent: number): boolean => choose(99) < percent;

  const condition = (): string => {
    if (!chance(12)) return '';
    const name = chance(50) ? 'yes' : 'no';
    usedConditions.add(name);
    return ` @${chance(50) ? 'skip' : 'include'}(if: $${name})`;
  };

  const argumentsOf = (field: GraphQLField<unknown, unknown>, owner: string): string | null => {
    const given: string[] = [];
    for (const { name, type, defaultValue } of field.args) {
      const isRequired = isNonNullType(type) && defaultValue === undefined;
      if (!isRequired && !chance(30)) continue;
      const literal = literalFor(type, `${owner}.${field.name}`, name);
      if (literal !== null) given.push(`${name}: ${literal}`);
      else if (isRequired) return null;
    }
    return given.length > 0 ? `(${given.join(', ')})` : '';
  };

  /** A response key that the scope has not used: the field's name, the name of another field, or an alias. */
  const keyFor = (field: string, names: readonly string[], { used }: Scope): string | null => {
    const candidates = chance(40)
      ? [pick(names) ?? field, pick(['id', '__typename', 'name', 'w_0', 'constructor'])]
      : [];
    return [...candidates, field, `${field}Again`].find((key) => key !== undefined && !used.has(key)) ?? null;
  };

  type Text = { readonly clashing: string; readonly unique: string; readonly isSure?: boolean };

  const selectField = (
    field: GraphQLField<unknown, unknown>,
    owner: GraphQLCompositeType,
    scope: Scope,
    depth: number,
  ): Text | null => {
    const type = getNamedType(field.type);
    const given = argumentsOf(field, owner.name);
    if (given === null || budget <= 0) return null;
    const names = fieldsOf(owner).map(({ name }) => name);
    const key = keyFor(field.name, names, scope);
    if (key === null) return null;
    let inner: Text = { clashing: '', unique: '' };
    if (isCompositeType(type)) {
      if (depth >= maxDepth) return null;
      inner = selectionSet(type, { used: new Map() }, depth + 1);
    }
    budget -= 1;
    const unique = `u${aliases.size}`;
    aliases.set(unique, key);
    scope.used.set(key, unique);
    const directive = condition();
    const alias = key === field.name ? '' : `${key}: `;
    return {
      clashing: `${alias}${field.name}${given}${directive}${inner.clashing}`,
      unique: `${unique}: ${field.name}${given}${directive}${inner.unique}`,
      isSure: directive === '',
    };
  };

  const selectFragment = (type: GraphQLCompositeType, scope: Scope, depth: number): Text | null => {
    const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
    const on = pick(types);
    const inner = on && selections(on, scope, depth, 2);
    if (!on || !inner) return null;
    const directive = condition();
    if (chance(60)) {
      return {
        clashing: `... on ${on.name}${directive} { ${inner.clashing} }`,
        unique: `... on ${on.name}${directive} { ${inner.unique} }`,
      };
    }
    const name = `F${fragments.length}`;
    fragments.push({
      clashing: `fragment ${name} on ${on.name} { ${inner.clashing} }`,
      unique: `fragment ${name} on ${on.name} { ${inner.unique} }`,
    });
    return { clashing: `...${name}${directive}`, unique: `...${name}${directive}` };
  };

  const selections = (type: GraphQLCompositeType, scope: Scope, depth: number, count: number): Text | null => {
    const texts: Text[] = [];
    const fields = fieldsOf(type).filter(({ name }) => depth > 1 || !without.includes(name));
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    for (let number = 0; number <= choose(count); number += 1) {
      const isFragment = (isAbstractType(type) && chance(50)) || chance(15);
      if (isFragment && depth > 1) texts.push(...[selectFragment(type, scope, depth)].flatMap((text) => text ?? []));
      else {
        const field = pick(depth >= maxDepth || chance(30) ? leaves : fields);
        texts.push(...[field ? selectField(field, type, scope, depth) : null].flatMap((text) => text ?? []));
      }
    }
    if (isAbstractType(type) && chance(40) && !scope.used.has('__typename')) {
      scope.used.set('__typename', '__typename');
      texts.push({ clashing: '__typename', unique: '__typename', isSure: true });
    }
    if (texts.length === 0) return null;
    return {
      isSure: texts.some(({ isSure }) => isSure),
      clashing: texts.map(({ clashing }) => clashing).join(' '),
      unique: texts.map(({ unique }) => unique).join(' '),
    };
  };

  const selectionSet = (type: GraphQLCompositeType, scope: Scope, depth: number): Text => {
    const inner = selections(type, scope, depth, 3);
    // The stock executor answers null, not an empty object, where conditions and types leave no field.
    const sure = inner?.isSure ? '' : 'sure: __typename ';
    return { clashing: ` { ${sure}${inner?.clashing ?? ''} }`, unique: ` { ${sure}${inner?.unique ?? ''} }` };
  };

  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${kind} type.`);
  const body = selectionSet(root, { used: new Map() }, 1);
  const definitions = [...usedConditions].map((name) => `$${name}: Boolean!`);
  const head = definitions.length > 0 ? `${kind} (${definitions.join(', ')})` : kind;
  const textOf = (version: 'clashing' | 'unique'): string =>
    [`${head}${body[version]}`, ...fragments.map((fragment) => fragment[version])].join('\n');
  return {
    clashing: textOf('clashing'),
    unique: textOf('unique'),
    variables: Object.fromEntries([...usedConditions].map((name) => [name, CONDITIONS[name]])),
    aliases,
  };
};

/** Literals for common types; null for the others. */
export const simpleLiteral = (type: GraphQLInputType, choose: Choose): string | null => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = simpleLiteral(nullable.ofType, choose);
    return item === null ? null : `[${item}]`;
  }
  if (isEnumType(nullable)) return nullable.getValues()[choose(nullable.getValues().length - 1)]?.name ?? null;
  if (!('name' in nullable)) return null;
  switch (nullable.name) {
    case 'Int':
      return String(1 + choose(2));
    case 'Float':
      return '1.5';
    case 'Boolean':
      return choose(1) === 0 ? 'false' : 'true';
    case 'String':
    case 'ID':
      return '"a"';
    default:
      return null;
  }
};
