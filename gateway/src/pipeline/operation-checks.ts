import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { checkOperationType } from './check-operation-type';
import { checkVariables } from './check-variables';
import type { GatewayContext } from './context';
import { budgetExceeded, callerOf, rateLimitHeaders, type TakeCost } from './cost-budget';
import { checkCredentialLimit } from './credential-limit';
import type { RequireLiveIdentity } from './live-identity';
import type { CheckSelections } from '../webhooks/check-selections';
import type { OperationLimitCheck } from './operation-limits';
import { createStorableValueCheck } from './storable-values';
import { CHALLENGE, isUnauthenticated } from './challenge';

export interface OperationCheckOptions {
  readonly requireLiveIdentity: RequireLiveIdentity;
  /** Names of the mutations of a schema that take or issue a credential. One operation may contain at most one of them. */
  readonly credentialFieldsOf: (schema: GraphQLSchema) => ReadonlySet<string>;
  /** Refuses an operation that is too large, else gives its cost. */
  readonly checkLimits: OperationLimitCheck;
  /** Refuses a mutation that saves a selection which could not run. */
  readonly checkSelections: CheckSelections;
  /** Largest cost of one operation, for responses that state it. */
  readonly maxCost: number;
  /** Null if the cost that a caller may spend is not limited. */
  readonly takeCost: TakeCost | null;
}

/** A valid document, and the operation in it that a client asks for. */
interface OperationToCheck {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** Undefined if the document does not contain it. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** Whether the response can have many results, so that the operation may be a subscription. */
  readonly isStream?: boolean;
}

/** What a response has besides the result of its operation. Checks add to it, also when they refuse the operation. */
export interface ResponseParts {
  /** With lower-case names. */
  readonly headers: Map<string, string>;
  extensions?: Readonly<Record<string, unknown>>;
}

/** Throws for an operation that may not run. Replaces the identity in the context by the current one of the session. */
export type CheckOperation = (
  operation: OperationToCheck,
  context: GatewayContext,
  response: ResponseParts,
) => Promise<void>;

/** The checks of the pipeline, run on a parsed and validated document before anything is fetched. */
export const createOperationChecks = (options: OperationCheckOptions): CheckOperation => {
  const { credentialFieldsOf, checkLimits, maxCost, takeCost, requireLiveIdentity, checkSelections } = options;
  const checkStorableValues = createStorableValueCheck();
  return async (request, context, response) => {
    const { schema, document, operation, operationName, variables, extensions, isStream = false } = request;
    checkVariables(variables);
    checkStorableValues({ operationName, variables, document });
    if (!operation) return;
    if (!isStream) checkOperationType(operation);
    checkCredentialLimit(document, operation, credentialFieldsOf(schema));
    const cost = checkLimits(schema, { document, operation, variables });
    checkSelections(schema, { document, operation, variables });
    context.cost = cost;
    // Clients ask for it with `extensions: { "cost": true }`.
    const stated = extensions?.['cost'] === true ? { requested: cost, limit: maxCost } : null;
    if (stated) response.extensions = { cost: stated };
    const caller = takeCost && callerOf(context.identity);
    if (takeCost && caller) {
      const allowance = takeCost(caller, cost);
      for (const [name, value] of rateLimitHeaders(allowance)) response.headers.set(name, value);
      if (allowance.retryAfter > 0) throw budgetExceeded(cost, allowance);
      const { limit, remaining, resetSeconds } = allowance;
      if (stated) response.extensions = { cost: { ...stated, limitPerMinute: limit, remaining, resetSeconds } };
    }
    try {
      context.identity = await requireLiveIdentity(context, operation);
    } catch (error) {
      if (isUnauthenticated(error)) response.headers.set(...CHALLENGE);
      throw error;
    }
  };
};
