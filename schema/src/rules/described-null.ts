import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** Words that say what a null, or a missing, value means. */
const SAYS_NULL = /null|left out|given conditions|exactly one|not together/i;

const undescribed = (at: string): string => `${at} does not say what null means`;

const ofArguments = (at: string, field: GraphQLField<unknown, unknown>): string[] =>
  field.args
    .filter(({ type, defaultValue }) => !isNonNullType(type) && defaultValue === undefined)
    .filter(({ description }) => !SAYS_NULL.test(`${description} ${field.description}`))
    .map(({ name }) => undescribed(`${at}(${name})`));

const ofType = (type: GraphQLNamedType, schema: GraphQLSchema): string[] => {
  if (isInputObjectType(type)) {
    return Object.values(type.getFields())
      .filter((field) => !isNonNullType(field.type) && !SAYS_NULL.test(`${field.description} ${type.description}`))
      .map(({ name }) => undescribed(`${type.name}.${name}`));
  }
  if (!isObjectType(type)) return [];
  const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
  return Object.values(type.getFields()).flatMap((field) => {
    const at = `${type.name}.${field.name}`;
    const isExplained = isNonNullType(field.type) || isRoot || /null/i.test(field.description ?? '');
    return [...(isExplained ? [] : [undescribed(at)]), ...ofArguments(at, field)];
  });
};

/** Every nullable field, argument and input field of the API schema whose description does not say what null means. */
export const nullsNotDescribed = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => ofType(type, schema));
