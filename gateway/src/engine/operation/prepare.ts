import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { compileShape, type Shape } from '../shape/shape';
import { conditionVariables, type Variables } from './conditions';
import { fragmentsOf } from './fragments';
import { createIntrospection } from './introspection';
import { createResponseKeys, type ResponseKeys } from './response-keys';
import { type RewrittenOperation, rewriteOperation } from './rewrite';

/** An operation of a client with the values of its conditions. */
interface PreparedOperation {
  readonly keys: ResponseKeys;
  /** What is planned; null if nothing has to be fetched. */
  readonly rewritten: RewrittenOperation | null;
  readonly shape: Shape;
}

/** Sets of values that are kept for one operation. There are 2ⁿ for n variables. */
const MAX_VARIANTS = 32;

/** Prepares an operation for coerced variables. Only those of `@skip` and `@include` matter, and each set of them is kept. */
type PrepareVariant = (variables: Variables) => PreparedOperation;

const rootTypeOf = (schema: GraphQLSchema, { operation }: OperationDefinitionNode): GraphQLObjectType => {
  const type = schema.getRootType(operation);
  if (!isObjectType(type)) throw new Error(`The schema has no ${operation} type.`);
  return type;
};

const createVariants = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PrepareVariant => {
  const fragments = fragmentsOf(document);
  const keys = createResponseKeys(schema);
  const root = rootTypeOf(schema, operation);
  const conditions = conditionVariables(operation, fragments);
  const variants = new Map<string, PreparedOperation>();
  return (variables) => {
    const values = conditions.map((name) => `${variables[name]}`).join();
    const existing = variants.get(values);
    if (existing) return existing;
    // A copy of the conditions alone, because the prepared operation outlives the request.
    const kept = Object.fromEntries(conditions.map((name) => [name, variables[name]]));
    const prepared = {
      keys,
      rewritten: rewriteOperation({ schema, operation, fragments, keys, variables: kept }),
      shape: compileShape({ schema, fragments, variables: kept }, operation, root, keys),
    };
    if (variants.size >= MAX_VARIANTS) variants.clear();
    variants.set(values, prepared);
    return prepared;
  };
};

/** An operation, prepared once for all requests with its document. */
interface Prepared {
  readonly variantFor: PrepareVariant;
  /** The values of `__schema` and `__type` by response key, for the variables as the client sent them. */
  introspect(variables: Variables): Variables;
}

/** Returns how an operation is prepared, and keeps it while the document is in use. */
export const createPrepare = (schema: GraphQLSchema) => {
  const known = new WeakMap<OperationDefinitionNode, Prepared>();
  return (document: DocumentNode, operation: OperationDefinitionNode): Prepared => {
    const existing = known.get(operation);
    if (existing) return existing;
    const created = {
      variantFor: createVariants(schema, document, operation),
      introspect: createIntrospection(schema, document, operation),
    };
    known.set(operation, created);
    return created;
  };
};
