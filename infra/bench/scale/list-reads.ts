import {
  getNamedType,
  getNullableType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Samples } from './samples';

/** A list of the graph with one combination of arguments. */
export interface ListRead {
  /** Such as `Query.posts orderBy: OLDEST`. */
  readonly name: string;
  /** Such as `Query.posts`. */
  readonly list: string;
  /** A page in the order of the list, in another order, or with a condition; or a count, which may have a condition. */
  readonly kind: 'page' | 'order' | 'filter' | 'count';
  readonly operation: string;
  /** The caller: a visitor may not read every list. */
  readonly as: Caller;
}

/** Staff: a member who is an analyst and a moderator, and has a webhook. */
export type Caller = 'visitor' | 'member' | 'staff';

/** Lists that are not measured, with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = { 'FactExclusion.facts': 'is below a computed list' };

/** Lists of the signed-in member and of staff, beside those of `viewer`. */
const CALLERS: Readonly<Record<string, Caller>> = {
  'Query.duplicates': 'staff',
  'Query.feed': 'member',
  'Query.moderationCases': 'staff',
  'Query.notificationEvents': 'member',
  'Webhook.deliveries': 'staff',
};

/** Arguments of paging. All others are measured. */
const PAGING = ['first', 'after', 'last', 'before'];

/** Orders that are refused without a filter, and its field. */
const NEEDED_FILTERS: Readonly<Record<string, string>> = {
  RELEVANCE: 'text',
  VALUE_HIGHEST: 'unit',
  VALUE_LOWEST: 'unit',
};

/** Fields of a filter that compare numbers of one unit. */
const COMPARED = ['valueGte', 'valueLte'];

/** Fields of a filter that repeat it. */
const NESTED = ['and', 'or', 'not'];

/** Values of enums that are more frequent than the first one. */
const FREQUENT_ENUM_VALUES = ['PUBLISHED', 'ACTIVE', 'GOING', 'VALUE', 'ACTUAL'];

const frequentOf = (type: GraphQLEnumType): string => {
  const values = type.getValues().map(({ name }) => name);
  return values.find((name) => FREQUENT_ENUM_VALUES.includes(name)) ?? values[0] ?? '';
};

type Input = Pick<GraphQLInputField, 'name' | 'type'>;

/** GraphQL text of a value for an input. Null if there is none in the data. */
const literalOf = (owner: string, { name, type }: Input, samples: Samples): string | null => {
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  const inList = (text: string): string => (isListType(nullable) ? `[${text}]` : text);
  if (isEnumType(named)) return inList(frequentOf(named));
  if (named.name === 'Boolean') return 'true';
  if (named.name === 'DateRange') return '{ from: "2025-06-01", to: "2026-06-30" }';
  const value = samples.valueOf(owner, name);
  if (value === null) return null;
  return Array.isArray(value) ? JSON.stringify(value) : inList(JSON.stringify(value));
};

/** Each argument of a list on its own, as GraphQL text: each order, each field of its filter, and the others. */
const variantsOf = (field: GraphQLField<unknown, unknown>, samples: Samples): string[] => {
  const variants: string[] = [];
  const optional = field.args.filter((argument) => !PAGING.includes(argument.name) && !isRequiredArgument(argument));
  for (const { name, type } of optional) {
    const named: GraphQLInputType = getNamedType(type);
    if (name === 'orderBy' && isEnumType(named)) {
      for (const value of named.getValues()) {
        const needed = NEEDED_FILTERS[value.name];
        const filter = needed && `, filter: { ${needed}: ${JSON.stringify(samples.valueOf('', needed))} }`;
        variants.push(`orderBy: ${value.name}${filter ?? ''}`);
      }
    } else if (isInputObjectType(named) && named.name !== 'DateRange') {
      const fields = Object.values(named.getFields()).filter((input) => !NESTED.includes(input.name));
      const values = fields.map((input) => [input.name, literalOf(named.name, input, samples)] as const);
      // A quantity is compared in one unit.
      const unit = values.find(([key]) => key === 'unit')?.[1];
      for (const [key, value] of values) {
        if (value !== null)
          variants.push(`${name}: { ${key}: ${value}${unit && COMPARED.includes(key) ? `, unit: ${unit}` : ''} }`);
      }
      const [first] = values;
      if (first?.[1] && named.getFields()['not']) variants.push(`${name}: { not: { ${first[0]}: ${first[1]} } }`);
    } else {
      const value = literalOf(field.name, { name, type }, samples);
      if (value !== null) variants.push(`${name}: ${value}`);
    }
  }
  return variants;
};

/** How to reach a type from a root field, around the given fields. Null if there is no way. */
const reach = (schema: GraphQLSchema, type: string, fields: string, id: string | null): string | null => {
  const isNode = (name: string): boolean => {
    const found = schema.getType(name);
    return isObjectType(found) && found.getInterfaces().some((face) => face.name === 'Node');
  };
  if (type === 'Query') return `{ ${fields} }`;
  if (type === 'Viewer') return `{ viewer { ${fields} } }`;
  if (type === 'Webhook') return `{ webhooks { ${fields} } }`;
  if (id === null) return null;
  const node = (name: string, inner: string) => `{ node(id: ${JSON.stringify(id)}) { ... on ${name} { ${inner} } } }`;
  if (isNode(type)) return node(type, fields);
  for (const parent of Object.values(schema.getTypeMap())) {
    if (!isObjectType(parent) || !isNode(parent.name)) continue;
    for (const field of Object.values(parent.getFields())) {
      const target = getNamedType(field.type);
      const leads = isUnionType(target) ? target.getTypes().some(({ name }) => name === type) : target.name === type;
      if (leads && !isListType(getNullableType(field.type))) {
        return node(parent.name, `${field.name} { ... on ${type} { ${fields} } }`);
      }
    }
  }
  return null;
};

/** Lists without an item in the data, and what they would need. */
export interface ListReads {
  readonly reads: readonly ListRead[];
  /** Lists that have no items in this database, as `Type.field`. */
  readonly empty: readonly string[];
}

/** Every list of the schema with each of its orders, fields of its filter and counts, on what has most items. */
export const listReads = (schema: GraphQLSchema, samples: Samples): ListReads => {
  const reads: ListRead[] = [];
  const empty: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const connection = getNamedType(field.type);
      if (!isObjectType(connection) || !connection.name.endsWith('Connection')) continue;
      const list = `${type.name}.${field.name}`;
      if (list in LEFT_OUT) continue;
      const isRoot = ['Query', 'Viewer', 'Webhook'].includes(type.name);
      const id = isRoot ? null : samples.parentOf(list);
      const as = CALLERS[list] ?? (type.name === 'Viewer' ? 'member' : 'visitor');
      if (!isRoot && id === null) empty.push(list);
      const add = (variant: string, kind: ListRead['kind'], call: string): void => {
        const operation = reach(schema, type.name, call, id);
        const name = `${list} ${variant}`.trim();
        if (operation !== null) reads.push({ name, list, kind, operation, as });
      };
      const required = field.args.filter(isRequiredArgument).map((argument) => {
        return `, ${argument.name}: ${literalOf(list, argument, samples)}`;
      });
      for (const variant of ['', ...variantsOf(field, samples)]) {
        const kind = variant === '' ? 'page' : variant.startsWith('orderBy') ? 'order' : 'filter';
        const rest = `${required.join('')}${variant && `, ${variant}`}`;
        add(variant, kind, `${field.name}(first: 20${rest}) { nodes { __typename } }`);
        if (kind !== 'order' && 'totalCount' in connection.getFields()) {
          add(`${variant} totalCount`.trim(), 'count', `${field.name}(first: 0${rest}) { totalCount }`);
        }
      }
    }
  }
  return { reads, empty };
};
