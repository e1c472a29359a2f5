import { FaultCode, networkOf } from '@wizness/kernel';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GatewayContext } from './context';
import type { RunOperation } from './run-operation';
import { createTurns } from './turns';

/** Mutations of one caller that run at once. Fewer than the database connections of a service. */
const MAX_MUTATIONS = 4;
/** Queries of one caller that run at once. More would make others wait, and get no faster themselves. */
const MAX_QUERIES = 20;
/** Operations of one caller that wait for their turn, of each kind. */
const MAX_WAITING = 200;

const tooMany = (): GraphQLError =>
  new GraphQLError(
    'You have sent too many operations at once. Wait for their responses, then send fewer in parallel.',
    {
      extensions: { code: FaultCode.RATE_LIMITED, retryAfter: 1, http: { status: 429 } },
    },
  );

/** The member, with all their API keys, or the network of an anonymous client. Null for calls from inside. */
const callerOf = ({ identity: { memberId, clientAddress } }: GatewayContext): string | null =>
  memberId ?? (clientAddress ? networkOf(clientAddress) : null);

/**
 * Lets operations of one caller run at once within bounds; the others wait, and above 200 are refused with RATE_LIMITED. At
 * most four mutations: those of one caller often wait for the same lock, each with a database connection. At most 20
 * queries, as long as they cost at most `maxQueryCost` together. Without bounds one caller could hold all connections of a
 * service. A turn lasts until the client has taken the response: without this, one that reads nothing could fill the memory.
 */
export const inTurns = (execute: RunOperation, maxQueryCost: number): RunOperation => {
  const mutations = createTurns(MAX_MUTATIONS, MAX_WAITING);
  const queries = createTurns(maxQueryCost, MAX_WAITING);
  const leastWeight = maxQueryCost / MAX_QUERIES;
  return async (request) => {
    const context = request.context as GatewayContext;
    const caller = callerOf(context);
    if (!request.operation || caller === null) return execute(request);
    const end =
      request.operation.operation === OperationTypeNode.MUTATION
        ? // A mutation continues without its client: a user who closes the page right after a click expects the effect.
          await mutations(caller, 1, null)
        : await queries(caller, Math.max(context.cost ?? 1, leastWeight), context.connection);
    if (!end) return { errors: [tooMany()] };
    try {
      return await execute(request);
    } finally {
      if (context.connection.isResponse) context.connection.onClose(end);
      else end();
    }
  };
};
