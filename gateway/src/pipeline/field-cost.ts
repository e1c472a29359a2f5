import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  type GraphQLSchema,
  GraphQLInt,
} from 'graphql';
import type { CostDirectives } from '../supergraph/cost-directives';

/** What one field adds to the cost of an operation. */
export interface FieldCost {
  /** Cost of one returned value: of a scalar or an enum 0, unless `@cost` states another one. */
  readonly weight: number;
  /** Arguments that state the number of items. */
  readonly slicingArguments: readonly string[];
  /** Number of items if no slicing argument is given; 1 for a field that returns no list. */
  readonly defaultSize: number;
  /** Fields of the returned object that hold the items; empty if the field itself is the list. */
  readonly sizedFields: ReadonlySet<string>;
}

/** A service refuses a larger page with its own message, so a larger number is counted as this one. */
export const MAX_PAGE_SIZE = 100;

const DEFAULT_PAGE_SIZE = 20;
/** Assumed number of items of a list without a page size. */
const PLAIN_LIST_SIZE = 5;
const MUTATION_WEIGHT = 10;
const PAGE_ARGUMENTS = ['first', 'last'];

/** One object, because fragments are measured once for each set. */
export const NO_FIELDS: ReadonlySet<string> = new Set();

type Field = GraphQLField<unknown, unknown>;

const isList = (field: Field): boolean => isListType(getNullableType(field.type));

const weightOf = (schema: GraphQLSchema, parent: GraphQLNamedType, field: Field): number => {
  if (parent === schema.getMutationType()) return MUTATION_WEIGHT;
  return isCompositeType(getNamedType(field.type)) ? 1 : 0;
};

/** Page arguments of a field that has no `@listSize`: every list of this graph follows the convention of connections. */
const pageArgumentsOf = (field: Field): string[] =>
  field.args
    .filter(({ name, type }) => PAGE_ARGUMENTS.includes(name) && getNamedType(type) === GraphQLInt)
    .map(({ name }) => name);

const listFieldsOf = (field: Field): string[] => {
  const type = getNamedType(field.type);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields())
    .filter(isList)
    .map(({ name }) => name);
};

const defaultSizeOf = (schema: GraphQLSchema, field: Field, slicingArguments: readonly string[]): number => {
  const defaults = field.args
    .filter(({ name }) => slicingArguments.includes(name))
    .map(({ defaultValue }) => defaultValue);
  const stated = defaults.find((value): value is number => typeof value === 'number');
  if (stated !== undefined) return stated;
  if (slicingArguments.length > 0) return DEFAULT_PAGE_SIZE;
  // `__Schema.types` is the only list of introspection that grows with the schema.
  if (field.name === 'types' && isIntrospectionType(getNamedType(field.type)))
    return Object.keys(schema.getTypeMap()).length;
  return isList(field) ? PLAIN_LIST_SIZE : 1;
};

/**
 * Returns a function that gives the cost of a field. `@cost` and `@listSize` decide. Without them an object costs 1, a
 * mutation 10, and a list has the size of `first` or `last` (20 if not given) or, without these arguments, 5 items.
 */
export const createFieldCosts = (schema: GraphQLSchema, { weights, listSizes }: CostDirectives) => {
  const known = new Map<Field, FieldCost>();
  const create = (parent: GraphQLNamedType, field: Field): FieldCost => {
    const key = `${parent.name}.${field.name}`;
    const listSize = listSizes.get(key);
    const slicingArguments = listSize?.slicingArguments ?? pageArgumentsOf(field);
    const sizedFields =
      listSize?.sizedFields ?? (slicingArguments.length > 0 && !isList(field) ? listFieldsOf(field) : []);
    return {
      weight: weights.get(key) ?? weights.get(getNamedType(field.type).name) ?? weightOf(schema, parent, field),
      slicingArguments,
      defaultSize: listSize?.assumedSize ?? defaultSizeOf(schema, field, slicingArguments),
      sizedFields: sizedFields.length > 0 ? new Set(sizedFields) : NO_FIELDS,
    };
  };
  return (parent: GraphQLNamedType, field: Field): FieldCost => {
    const existing = known.get(field);
    if (existing) return existing;
    const created = create(parent, field);
    known.set(field, created);
    return created;
  };
};

export type FieldCosts = ReturnType<typeof createFieldCosts>;
