import { PassThrough, pipeline, Readable } from 'node:stream';
import {
  type CallProcedure,
  deadlineSignal,
  FaultCode,
  type Identity,
  type Logger,
  networkOf,
  openExportProcedure,
  readExportProcedure,
} from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isKnownTag } from '../fronts/entity-tag';
import { errorBody } from '../fronts/error-body';
import { callerIn, connectionOf } from '../fronts/graphql-context';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { Authenticate } from '../pipeline/authenticate';
import { CHALLENGE, isUnauthenticated } from '../pipeline/challenge';
import type { ClientConnection } from '../pipeline/context';
import { createTurns } from '../pipeline/turns';
import { serveEvidence } from './serve-evidence';
import { digestOf, digestTrailer } from './digest';
import { type ExportFile, MEDIA_TYPES, parametersOf, readFileName } from './export-file';

/** Exports of one client that are read at once, and that wait. Each reads the whole graph. */
const MAX_AT_ONCE = 2;
const MAX_WAITING = 10;

export interface ExportOptions extends Pick<GraphqlFront, 'ask'> {
  /** Calls partnerships; null in a graph without it. */
  readonly partnerships: CallProcedure | null;
  readonly authenticate: Authenticate;
  /** Base URL of the site. It may have a path. */
  readonly publicUrl: string;
  readonly log: Logger;
  /** How long the service may take to check a request, in milliseconds. A file takes as long as it takes. */
  readonly timeoutMs: number;
}

interface FileRoute {
  readonly Params: { readonly file: string };
}

/** The status of a coded error. */
const STATUS: Readonly<Record<string, number>> = {
  [FaultCode.BAD_USER_INPUT]: 400,
  [FaultCode.INVALID_CURSOR]: 400,
  [FaultCode.UNAUTHENTICATED]: 401,
  [FaultCode.FORBIDDEN]: 403,
  [FaultCode.RATE_LIMITED]: 429,
  [FaultCode.SUBGRAPH_UNAVAILABLE]: 503,
};

const sendError = (reply: FastifyReply, error: unknown): FastifyReply => {
  if (!(error instanceof GraphQLError)) throw error;
  const { code: given, ...details } = error.extensions;
  const code = String(given);
  if (STATUS[code] === undefined) throw error;
  if (isUnauthenticated(error)) void reply.header(...CHALLENGE);
  if (code === FaultCode.SUBGRAPH_UNAVAILABLE) void reply.header('retry-after', '30');
  if (code === FaultCode.RATE_LIMITED) void reply.header('retry-after', String(details['retryAfter'] ?? 1));
  return reply
    .code(STATUS[code])
    .header('cache-control', 'no-store')
    .send(errorBody(code, error.message, details));
};

/**
 * `GET /exports/<table>.<format>`: the facts, the organisations or the network as one file, as the caller may see them, at one
 * moment. `.sha256` behind the name is the digest of the file as `sha256sum` writes it. Sends pages as the client reads them: a
 * client that reads nothing holds no connection of the database, and is cut off as every response is.
 */
export const serveExports = (http: FastifyInstance, options: ExportOptions): void => {
  const { partnerships, ask, authenticate, publicUrl, log, timeoutMs } = options;
  if (partnerships === null) return;
  const takeTurn = createTurns(MAX_AT_ONCE, MAX_WAITING);

  const send = async (request: FastifyRequest, reply: FastifyReply, file: ExportFile, signal: AbortSignal) => {
    const { id: requestId, url, headers } = request;
    const identity: Identity = await authenticate(callerIn(request));
    const { name, table, format, isDigest } = file;
    const asked = { table, format, parameters: parametersOf(url) };
    const call = { identity, requestId };
    const opened = await partnerships(openExportProcedure, asked, {
      ...call,
      signal: deadlineSignal(timeoutMs, signal),
    });
    const tag = `"${opened.tag}"`;
    void reply.headers({
      etag: tag,
      // Anyone may keep what anyone gets, but has to ask whether it is still so.
      'cache-control':
        identity.memberId === null && identity.scopes.length === 0 ? 'public, no-cache' : 'private, no-cache',
      vary: 'authorization',
      'accept-ranges': 'none',
      'export-known-at': opened.knownAt,
      ...(opened.cursor !== null && { 'export-cursor': opened.cursor }),
    });
    if (isKnownTag(headers['if-none-match'], tag)) return reply.code(304).send();
    if (request.method === 'HEAD') return reply.type(MEDIA_TYPES[format]).send();
    const chunks = await partnerships(
      readExportProcedure,
      { ...asked, knownAt: opened.knownAt, address: `${publicUrl}${url}` },
      { ...call, signal },
    );
    if (isDigest) {
      return reply.type('text/plain; charset=utf-8').send(`${await digestOf(chunks)}  ${name}\n`);
    }
    // HTTP/1.0 has no trailers.
    const digest = request.raw.httpVersion === '1.0' ? null : digestTrailer(reply.raw);
    const report = (error: Error | null | undefined): void => {
      // A client that leaves is no fault. The others see that the response has not ended.
      if (error && !signal.aborted) log.error({ err: error, requestId }, 'an export has failed');
    };
    return reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .type(MEDIA_TYPES[format])
      .send(pipeline(Readable.from(chunks, { objectMode: false }), digest ?? new PassThrough(), report));
  };

  const handler = async (request: FastifyRequest<FileRoute>, reply: FastifyReply) => {
    const file = readFileName(request.params.file);
    if (!file) return reply.callNotFound();
    const connection: ClientConnection = connectionOf(reply);
    const abort = new AbortController();
    connection.onClose(() => abort.abort());
    const end = await takeTurn(networkOf(request.ip), 1, connection);
    if (!end) {
      const message = 'You have requested too many exports at once. Wait for some of them.';
      return reply
        .code(429)
        .header('retry-after', '5')
        .send(errorBody(FaultCode.RATE_LIMITED, message, { retryAfter: 5 }));
    }
    connection.onClose(end);
    try {
      return await send(request, reply, file, abort.signal);
    } catch (error) {
      return sendError(reply, error);
    }
  };
  serveEvidence(http, { partnerships, ask, authenticate, publicUrl, timeoutMs, sendError });
  http.route<FileRoute>({ method: ['GET', 'HEAD'], url: '/exports/:file', compress: false, handler });
};
