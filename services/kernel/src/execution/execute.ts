import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { Execution } from './execution';
import { Selections } from './selections';

export interface ExecutionOptions {
  readonly schema: GraphQLSchema;
  /** Valid. */
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
  readonly contextValue?: unknown;
}

/** Selections that are the same for all variables; null for an operation that has none. They live as long as their documents. */
const kept = new WeakMap<OperationDefinitionNode, Selections | null>();

const dependsOnVariables = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    Directive: (node) => {
      if (node.arguments?.some(({ value }) => value.kind === Kind.VARIABLE)) found = true;
      return false;
    },
  });
  return found;
};

const selectionsOf = (
  { schema, document }: ExecutionOptions,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Selections => {
  const known = kept.get(operation);
  if (known?.schema === schema) return known;
  const selections = new Selections(schema, document, operation, variables);
  if (known !== null) kept.set(operation, dependsOnVariables(document) ? null : selections);
  return selections;
};

/**
 * Executes a query or a mutation as `execute` of graphql-js does, in a third of its time: fields and arguments are worked out once for
 * a document instead of for each object, and objects around a promise need no promise of their own. It ends when all resolvers
 * have. Never rejects. The errors of values that do not match the schema have other messages.
 */
export const execute = async (options: ExecutionOptions): Promise<ExecutionResult> => {
  const { schema, document, operationName, variableValues, contextValue } = options;
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!operation || !type) {
    return { errors: [new GraphQLError('The document does not contain the operation that it is asked for.')] };
  }
  const { coerced, errors: invalid } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    variableValues ?? {},
    { maxErrors: 50 },
  );
  if (!coerced) return { errors: invalid };
  const execution = new Execution(selectionsOf(options, operation, coerced), coerced, contextValue);
  try {
    await execution.run(type);
  } catch (error) {
    // The condition of a field of the operation itself is not valid.
    return { errors: [locatedError(error, undefined)], data: null };
  }
  const { errors, data, isNull } = execution.result;
  const found = { data: isNull ? null : data };
  return errors.length > 0 ? { errors, ...found } : found;
};
