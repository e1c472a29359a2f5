import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  OperationTypeNode,
} from 'graphql';
import { send } from './client';
import { validValue } from './values';

type Field = GraphQLField<unknown, unknown>;

/** The schema that the graph at `url` shows to everybody. */
export const introspect = async (url: string): Promise<GraphQLSchema> => {
  const { body } = await send(url, { query: getIntrospectionQuery() });
  return buildClientSchema(body?.data as unknown as IntrospectionQuery);
};

/** One argument of one field, and an operation that sets it from the variable `$value`. */
export interface TestedArgument {
  /** Such as `Query.posts(filter:)`. */
  readonly name: string;
  readonly operation: OperationTypeNode;
  readonly argument: GraphQLArgument;
  readonly query: string;
  /** Values of the other required arguments. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How to select the fields of a type from the root: the text before and after them, and the variables. */
interface Path {
  readonly open: string;
  readonly close: string;
  readonly variables: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** The required arguments of a field as variables with names of their own. */
const requiredOf = (field: Field, prefix: string, except?: GraphQLArgument) => {
  const required = field.args.filter((argument) => argument !== except && isRequiredArgument(argument));
  return {
    texts: required.map(({ name }) => `${name}: $${prefix}_${name}`),
    variables: required.map(({ name, type }) => `$${prefix}_${name}: ${type}`),
    values: Object.fromEntries(required.map(({ name, type }) => [`${prefix}_${name}`, validValue(type)])),
  };
};

const inBrackets = (texts: readonly string[]): string => (texts.length > 0 ? `(${texts.join(', ')})` : '');

const hasOnlyOptionalArguments = ({ args }: Field): boolean => !args.some(isRequiredArgument);

/** A path to every type that queries reach, by the fewest fields, first through fields without required arguments. */
const pathsFrom = (schema: GraphQLSchema, root: GraphQLObjectType): ReadonlyMap<GraphQLObjectType, Path> => {
  const paths = new Map<GraphQLObjectType, Path>([[root, { open: '', close: '', variables: [], values: {} }]]);
  const queue = [root];
  for (let parent = queue.shift(); parent; parent = queue.shift()) {
    const path = paths.get(parent) as Path;
    const fields = Object.values(parent.getFields());
    const sorted = fields.toSorted((a, b) => Number(hasOnlyOptionalArguments(b)) - Number(hasOnlyOptionalArguments(a)));
    for (const field of sorted) {
      const type = getNamedType(field.type);
      if (!isCompositeType(type)) continue;
      const reached = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
      const { texts, variables, values } = requiredOf(field, `p${paths.size}`);
      for (const object of reached) {
        if (!isObjectType(object) || paths.has(object)) continue;
        const condition = isAbstractType(type) ? `... on ${object.name} { ` : '';
        paths.set(object, {
          open: `${path.open}${field.name}${inBrackets(texts)} { ${condition}`,
          close: `${condition && '} '}} ${path.close}`,
          variables: [...path.variables, ...variables],
          values: { ...path.values, ...values },
        });
        queue.push(object);
      }
    }
  }
  return paths;
};

const argumentsBelow = (
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  operation: OperationTypeNode,
): TestedArgument[] => {
  const isMutation = operation === OperationTypeNode.MUTATION;
  const paths = pathsFrom(schema, root);
  const types = isMutation ? [root] : [...paths.keys()];
  return types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.map((argument) => {
        const path = paths.get(type) as Path;
        const { texts, variables, values } = requiredOf(field, 'own', argument);
        const selection = isLeafType(getNamedType(field.type))
          ? ''
          : ` { ${isMutation ? 'userErrors { code }' : '__typename'} }`;
        const declared = [`$value: ${argument.type}`, ...variables, ...path.variables].join(', ');
        const call = `${field.name}${inBrackets([`${argument.name}: $value`, ...texts])}${selection}`;
        return {
          name: `${type.name}.${field.name}(${argument.name}:)`,
          operation,
          argument,
          query: `${operation} (${declared}) { ${path.open}${call} ${path.close}}`,
          variables: { ...path.values, ...values },
        };
      }),
    ),
  );
};

/** Every argument of every field that can be reached. */
export const argumentsOf = (schema: GraphQLSchema): TestedArgument[] => {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  return [
    ...(query ? argumentsBelow(schema, query, OperationTypeNode.QUERY) : []),
    ...(mutation ? argumentsBelow(schema, mutation, OperationTypeNode.MUTATION) : []),
  ];
};
