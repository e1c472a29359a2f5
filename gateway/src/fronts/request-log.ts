import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Identity, Logger } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../pipeline/context';

/** What is known about a request besides its HTTP part. Undefined until it is known. */
interface RequestNote {
  /** `refused`: the credential is not valid, or could not be verified. */
  caller?: 'anonymous' | 'session' | 'api-key' | 'external' | 'refused';
  operation?: string | null;
  type?: string;
  /** Distinct codes of the errors in the response. */
  errors?: readonly string[];
}

const callerKind = ({ memberId, apiKeyId, sessionId }: Identity): NonNullable<RequestNote['caller']> => {
  if (apiKeyId) return 'api-key';
  if (sessionId) return 'session';
  return memberId ? 'external' : 'anonymous';
};

/** They are sent every few seconds. */
const PROBES = new Set<string | undefined>(['/health', '/ready']);

/**
 * One log line for each request, at `info` (a probe: at `debug`): request id, route, operation, kind of caller, status and
 * duration. Nothing that a client sends is in it but the name of an operation of a valid document: no URL, no variables.
 */
export const createRequestLog = (log: Logger) => {
  const notes = new WeakMap<object, RequestNote>();
  const noteOf = (key: object): RequestNote => {
    const note = notes.get(key) ?? {};
    notes.set(key, note);
    return note;
  };
  /** Writes the line of a request once its response is sent, or its client has gone. */
  const received = (
    requestId: string,
    request: IncomingMessage,
    response: ServerResponse,
    route: string | undefined,
  ): void => {
    const level = PROBES.has(route) ? 'debug' : 'info';
    if (!log.isLevelEnabled(level)) return;
    const startedAt = performance.now();
    // Also emitted when the client has closed the connection before.
    response.once('close', () => {
      const line = {
        requestId,
        method: request.method,
        route,
        ...noteOf(request),
        ...(response.writableFinished ? { status: response.statusCode } : { aborted: true }),
        durationMs: Math.round(performance.now() - startedAt),
      };
      log[level](line, 'request');
    });
  };
  return {
    /** States which operation a request contains, once its document is valid. */
    resolved: ({ connection }: GatewayContext, operation: OperationDefinitionNode | undefined): void => {
      const note = noteOf(connection);
      note.operation = operation?.name?.value ?? null;
      note.type = operation?.operation;
    },
    /** States the errors in a response. */
    failed: ({ connection }: GatewayContext, errors: readonly GraphQLFormattedError[]): void => {
      noteOf(connection).errors = [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))];
    },
    /** States that `context` is that of `request`. */
    identified: (request: IncomingMessage, context: GatewayContext): void => {
      const note = noteOf(request);
      note.caller = callerKind(context.identity);
      // Apollo Server copies the context, but not what it contains.
      notes.set(context.connection, note);
    },
    refused: (request: IncomingMessage): void => {
      noteOf(request).caller = 'refused';
    },
    received,
    register: (http: FastifyInstance): void => {
      http.addHook('onRequest', ({ id, raw, routeOptions }, reply, next) => {
        received(id, raw, reply.raw, routeOptions.url);
        next();
      });
    },
  };
};

export type RequestLog = ReturnType<typeof createRequestLog>;
