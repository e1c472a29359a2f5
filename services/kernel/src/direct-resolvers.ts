import type { GraphQLResolveInfo } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Metadata = ReturnType<typeof getMetadataStorage>;
type Handler = Metadata['fieldResolvers'][number] | Metadata['queries'][number];
type Parameter = NonNullable<Handler['params']>[number];

type Resolve = (
  root: Readonly<Record<string, unknown>>,
  args: Readonly<Record<string, unknown>>,
  context: Readonly<Record<string, unknown>>,
  info: GraphQLResolveInfo,
) => unknown;

/** Resolvers by type and field. */
export type Resolvers = Record<string, Record<string, unknown>>;

/** Returns a function that reads a parameter; null for one that TypeGraphQL converts to an instance of a class. */
const readerOf = (parameter: Parameter, { inputTypes }: Metadata): Resolve | null => {
  switch (parameter.kind) {
    case 'context': {
      const { propertyName } = parameter;
      return propertyName === undefined
        ? (_root, _args, context) => context
        : (_root, _args, context) => context[propertyName];
    }
    case 'root': {
      const { propertyName, getType } = parameter;
      if (getType) return null;
      return propertyName === undefined ? (root) => root : (root) => root[propertyName];
    }
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg': {
      const { name, getType } = parameter;
      return inputTypes.some(({ target }) => target === getType()) ? null : (_root, args) => args[name];
    }
    case 'custom':
      return parameter.options.arg
        ? null
        : (root, args, context, info) =>
            parameter.resolver({ root, args: args as Record<string, unknown>, context, info });
    default:
      return null;
  }
};

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

/** The resolver that calls a method with its parameters; null if TypeGraphQL has more to do than that. */
const directOf = (
  { target, methodName, params = [], middlewares = [] }: Handler,
  metadata: Metadata,
): Resolve | null => {
  if (middlewares.length > 0) return null;
  const readers = params.map((each) => readerOf(each, metadata));
  if (!readers.every((reader) => reader !== null)) return null;
  const instance = new (target as new () => Readonly<Record<string, (...values: readonly unknown[]) => unknown>>)();
  const maySuspend = params.some(({ kind }) => kind === 'custom');
  return (root, args, context, info) => {
    const values = readers.map((read) => read(root, args, context, info));
    if (maySuspend && values.some(isPromise)) {
      return Promise.all(values).then((read) => instance[methodName]?.(...read));
    }
    return instance[methodName]?.(...values);
  };
};

/**
 * Replaces resolvers of TypeGraphQL by ones that call the method directly. At each call, TypeGraphQL makes three objects and a
 * closure, and waits for each argument, also where there is nothing to validate: the result of the field and all objects above it
 * become promises. The parameters of `classes` are in their order.
 */
export const withDirectResolvers = (resolvers: Resolvers, classes: readonly Function[]): Resolvers => {
  const metadata = getMetadataStorage();
  const direct: Resolvers = Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) => [type, { ...fields }]),
  );
  const replace = (type: string | undefined, handler: Handler): void => {
    const fields = type === undefined ? undefined : direct[type];
    if (!fields?.[handler.schemaName] || !classes.includes(handler.target)) return;
    fields[handler.schemaName] = directOf(handler, metadata) ?? fields[handler.schemaName];
  };
  for (const query of metadata.queries) replace('Query', query);
  for (const handler of metadata.fieldResolvers) {
    const owner = handler.kind === 'external' ? handler.getObjectType?.() : undefined;
    replace(metadata.objectTypes.find(({ target }) => target === owner)?.name, handler);
  }
  return direct;
};
