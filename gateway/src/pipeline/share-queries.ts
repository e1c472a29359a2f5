import { identityKey } from '../identity/identity-key';
import { ClientConnection, type GatewayContext } from './context';
import type { OperationResult, OperationToRun, RunOperation } from './run-operation';

/** A query that runs for one or more callers. */
interface Shared {
  readonly result: Promise<OperationResult>;
  /** Closed when the last caller has gone. */
  readonly connection: ClientConnection;
  callers: number;
}

const keyOf = ({ operation, request }: OperationToRun, { identity, read }: GatewayContext): string =>
  JSON.stringify([operation?.name?.value, request.variables ?? {}, identityKey(identity), read?.after ?? null]);

/**
 * Runs a query once for all callers that send it while it runs: the same document, operation and variables, with an equal
 * identity. It is stopped when all of them have gone. Errors carry the request id of the first caller. Mutations are never
 * shared.
 */
export const shareQueries = (run: RunOperation): RunOperation => {
  const running = new WeakMap<object, Map<string, Shared>>();
  const start = (request: OperationToRun, context: GatewayContext): Shared => {
    const connection = new ClientConnection();
    return { result: run({ ...request, context: { ...context, connection } }), connection, callers: 0 };
  };
  return async (request) => {
    const { document, operation } = request;
    if (operation?.operation !== 'query') return run(request);
    const context = request.context as GatewayContext;
    const queries = running.get(document) ?? new Map<string, Shared>();
    running.set(document, queries);
    const key = keyOf(request, context);
    const shared = queries.get(key) ?? start(request, context);
    queries.set(key, shared);
    shared.callers += 1;
    const forget = (): void => {
      if (queries.get(key) === shared) queries.delete(key);
    };
    context.connection.onClose(() => {
      shared.callers -= 1;
      if (shared.callers > 0) return;
      // A caller that comes now must not get the result of a query that was stopped.
      forget();
      shared.connection.close();
    });
    try {
      return await shared.result;
    } finally {
      forget();
    }
  };
};
