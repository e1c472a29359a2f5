import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { databaseFault } from '../errors/database-fault';
import { badUserInput, FaultCode } from '../errors/fault';
import type { Logger } from '../runtime/log';
import type { Tracing } from '../tracing/tracing';
import { type ProcedureHandler, REQUEST_ID_HEADER } from './procedure';
import type { SignedRequestGuard } from './signed-requests';

const BAD_REQUEST = 400;
const GONE = 410;
const INTERNAL_ERROR = 500;
const UNAVAILABLE = 503;

const statusOf = (error: GraphQLError): number =>
  error.extensions['code'] === FaultCode.CURSOR_EXPIRED ? GONE : BAD_REQUEST;

interface ProcedureServer {
  readonly guard: SignedRequestGuard;
  readonly log: Logger;
  readonly tracing?: Tracing;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Handles a request that belongs to a trace in a span of it. Others, such as readers of the event log, are not traced. */
const inTrace =
  (name: string, tracing: Tracing, handle: Handler): Handler =>
  (request, reply) => {
    const { headers: received } = request;
    if (received['traceparent'] === undefined) return handle(request, reply);
    return tracing.inSpan(name, { kind: 'server', received }, () => handle(request, reply));
  };

/**
 * Serves a procedure over HTTP: 400 (410 for an expired cursor) with a GraphQL error for an error that the caller can act
 * on, 401 without a valid signature, 503 without a body if the database is down or slow, 500 for any other error.
 */
export const serveProcedure = (
  server: FastifyInstance,
  { procedure, handle }: ProcedureHandler,
  { guard, log, tracing }: ProcedureServer,
): void => {
  const handler: Handler = async (request, reply) => {
    const requestId = request.headers[REQUEST_ID_HEADER]?.toString();
    const abort = new AbortController();
    // Also emitted after the response was sent, when nothing is left to abort.
    reply.raw.once('close', () => abort.abort());
    const { signal } = abort;
    const report = (error: unknown): void => {
      if (!signal.aborted) log.error({ err: error, requestId, procedure: procedure.name }, 'a call failed');
    };
    try {
      const input = procedure.input.safeParse(procedure.method === 'GET' ? request.query : request.body);
      if (!input.success) throw badUserInput(`The input is not valid: ${z.prettifyError(input.error)}`);
      const identity = guard.identityOf(request);
      const body = procedure.encode(await handle(input.data, { identity, requestId, signal }));
      if (!(body instanceof Readable)) return await reply.send(body);
      return await reply.type('application/x-ndjson').send(body.on('error', report));
    } catch (error) {
      if (error instanceof GraphQLError) return reply.code(statusOf(error)).send({ errors: [error.toJSON()] });
      report(error);
      return reply.code(databaseFault(error) === null ? INTERNAL_ERROR : UNAVAILABLE).send();
    }
  };
  server.route({
    method: procedure.method,
    url: procedure.path,
    bodyLimit: procedure.maxBodyBytes,
    ...(!procedure.isPublic && guard.signed),
    handler: tracing ? inTrace(`${procedure.method} ${procedure.path}`, tracing, handler) : handler,
  });
};
