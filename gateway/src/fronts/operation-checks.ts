import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { checkOperationType } from '../pipeline/check-operation-type';
import { checkVariables } from '../pipeline/check-variables';
import type { GatewayContext } from '../pipeline/context';
import { budgetExceeded, callerOf, rateLimitHeaders, type TakeCost } from '../pipeline/cost-budget';
import { checkCredentialLimit } from '../pipeline/credential-limit';
import type { RequireLiveIdentity } from '../pipeline/live-identity';
import type { OperationLimitCheck } from '../pipeline/operation-limits';
import { createStorableTextCheck } from '../pipeline/storable-text';
import { CHALLENGE, isUnauthenticated } from './challenge';

export interface OperationCheckOptions {
  readonly requireLiveIdentity: RequireLiveIdentity;
  /** Names of the mutations of a schema that take or issue a credential. One operation may contain at most one of them. */
  readonly credentialFieldsOf: (schema: GraphQLSchema) => ReadonlySet<string>;
  /** Refuses an operation that is too large, else gives its cost. */
  readonly checkLimits: OperationLimitCheck;
  /** Largest cost of one operation, for responses that state it. */
  readonly maxCost: number;
  /** Null if the cost that a caller may spend is not limited. */
  readonly takeCost: TakeCost | null;
}

/** The checks of the pipeline, run on a parsed and validated document before anything is fetched. */
export const createOperationChecks = (options: OperationCheckOptions): ApolloServerPlugin<GatewayContext> => {
  const { credentialFieldsOf, checkLimits, maxCost, takeCost, requireLiveIdentity } = options;
  const checkStorableText = createStorableTextCheck();
  return {
    requestDidStart: async ({ request: { extensions } }) => {
      // Clients ask for it with `extensions: { "cost": true }`.
      const statesCost = extensions?.['cost'] === true;
      let stated: Readonly<Record<string, number>> | null = null;
      return {
        didResolveOperation: async ({ request, response, schema, document, operation, contextValue }) => {
          const { operationName, variables = {} } = request;
          checkVariables(variables);
          checkStorableText({ operationName, variables, document });
          if (!operation) return;
          checkOperationType(operation);
          checkCredentialLimit(document, operation, credentialFieldsOf(schema));
          const cost = checkLimits(schema, { document, operation, variables });
          if (statesCost) stated = { requested: cost, limit: maxCost };
          const { headers } = response.http;
          const caller = takeCost && callerOf(contextValue.identity);
          if (takeCost && caller) {
            const allowance = takeCost(caller, cost);
            for (const [name, value] of rateLimitHeaders(allowance)) headers.set(name, value);
            if (allowance.retryAfter > 0) throw budgetExceeded(cost, allowance);
            const { limit, remaining, resetSeconds } = allowance;
            if (stated) stated = { ...stated, limitPerMinute: limit, remaining, resetSeconds };
          }
          try {
            contextValue.identity = await requireLiveIdentity(contextValue, operation);
          } catch (error) {
            if (isUnauthenticated(error)) headers.set(...CHALLENGE);
            throw error;
          }
        },
        ...(statesCost && {
          willSendResponse: async ({ response: { body } }) => {
            if (body.kind !== 'single' || !stated) return;
            body.singleResult.extensions = { ...body.singleResult.extensions, cost: stated };
          },
        }),
      };
    },
  };
};
