import { type GraphQLSchema, isInterfaceType, isObjectType, isUnionType } from 'graphql';

/** Computed lists and logs, which are read forwards only. */
const FORWARD_ONLY: ReadonlySet<string> = new Set([
  'contradictions',
  'duplicates',
  'factGroups',
  'feed',
  'postEvents',
  'commentEvents',
  'factEvents',
  'notificationEvents',
  'ratingSummaryEvents',
  'targetProgress',
  'timeline',
  'topRated',
]);

/** Connections without the arguments of their kind of list. */
export const listsWithoutArguments = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => /Connection!?$/.test(String(field.type)))
        .flatMap((field) => {
          const isRootList = type === schema.getQueryType() && !FORWARD_ONLY.has(field.name);
          const wanted = isRootList ? ['first', 'after', 'last', 'before', 'filter', 'orderBy'] : ['first', 'after'];
          const names = new Set(field.args.map(({ name }) => name));
          const missing = wanted.filter((name) => !names.has(name));
          return missing.length === 0 ? [] : [`${type.name}.${field.name} lacks ${missing.join(', ')}`];
        }),
    );

/** Mutations that do not take one `input` and return a payload. */
export const mutationsOfAnotherShape = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter(({ args, type }) => {
      const takesInput = args.length === 0 || (args.length === 1 && args[0]?.name === 'input');
      return !takesInput || !/Payload!$/.test(String(type));
    })
    .map(({ name }) => `Mutation.${name} does not take one input and return a payload`);

/** Equal field names in the members of a union or interface whose types cannot be selected together. */
export const fieldsInConflict = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isUnionType(type) || isInterfaceType(type))
    .flatMap((abstract) => {
      const seen = new Map<string, string>();
      const conflicts: string[] = [];
      for (const member of schema.getPossibleTypes(abstract)) {
        for (const { name, type } of Object.values(member.getFields())) {
          const before = seen.get(name) ?? String(type);
          seen.set(name, before);
          if (before === String(type) || !/\[|Connection|Boolean|Int/.test(`${before}${String(type)}`)) continue;
          conflicts.push(`${abstract.name}: ${name} is ${before}, and ${String(type)} in ${member.name}`);
        }
      }
      return conflicts;
    });
