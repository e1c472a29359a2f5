import { FaultCode } from '@wizness/kernel';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GatewayContext } from './context';
import type { RunOperation } from './run-operation';

/** Mutations of one caller that run at once. Fewer than the database connections of a service. */
const MAX_RUNNING = 4;
/** Mutations of one caller that wait for their turn. */
const MAX_WAITING = 200;

interface Turns {
  running: number;
  readonly waiting: (() => void)[];
}

const tooMany = (): GraphQLError =>
  new GraphQLError('You have sent too many mutations at once. Wait for their responses, then send fewer in parallel.', {
    extensions: { code: FaultCode.RATE_LIMITED, retryAfter: 1, http: { status: 429 } },
  });

const callerOf = ({ identity: { memberId, clientAddress } }: GatewayContext): string =>
  memberId ?? clientAddress ?? 'anonymous';

/**
 * Lets at most four mutations of one caller (a member, or the address of an anonymous client) run at once; the others wait,
 * and above 200 are refused with RATE_LIMITED. Mutations of one caller often wait for the same lock, each with a database
 * connection: without a limit one caller could hold all connections of a service.
 */
export const inMutationTurns = (execute: RunOperation): RunOperation => {
  const callers = new Map<string, Turns>();
  return async (request) => {
    if (request.operation?.operation !== OperationTypeNode.MUTATION) return execute(request);
    const caller = callerOf(request.context as GatewayContext);
    const turns = callers.get(caller) ?? { running: 0, waiting: [] };
    callers.set(caller, turns);
    if (turns.running >= MAX_RUNNING) {
      if (turns.waiting.length >= MAX_WAITING) return { errors: [tooMany()] };
      // The one that ends passes its turn on, so that `running` stays the same.
      await new Promise<void>((resolve) => turns.waiting.push(resolve));
    } else turns.running += 1;
    try {
      return await execute(request);
    } finally {
      const next = turns.waiting.shift();
      if (next) next();
      else turns.running -= 1;
      if (turns.running === 0) callers.delete(caller);
    }
  };
};
