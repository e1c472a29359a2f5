import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { isUrl, type Logger, REQUEST_ID_HEADER } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import type { GraphqlHttpResponse } from '../pipeline/respond';
import { requestIdFrom } from '../pipeline/request-id';
import { COUNTED_LENGTH } from './body-budget';
import type { ReceivedRequest, ReplyToClient } from './graphql-context';
import { failureOf, headersOf, limitReading } from './http-server';
import type { RequestLog } from './request-log';

export interface DirectPostOptions {
  /** Responds to an operation in a JSON body. */
  readonly respond: (body: unknown, request: ReceivedRequest, reply: ReplyToClient) => Promise<GraphqlHttpResponse>;
  /** Whether each response has to close its connection. */
  readonly isStopping: () => boolean;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  /** How long a client may read nothing of its response. */
  readonly requestTimeoutMs: number;
  readonly requestLog: RequestLog;
  readonly log: Logger;
}

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const STREAM_TYPES = /event-stream|multipart/i;

/** Headers that ask for what only Fastify's plugins do: compression, and responses that pages of other sites may read. */
const NEEDS_FASTIFY = ['accept-encoding', 'origin', 'x-forwarded-host', 'x-no-compression'];

/** Whether a request is one for {@link serveDirectPosts}. A large body is left to Fastify, which counts it. */
const isDirect = ({ method, url, headers }: IncomingMessage): boolean => {
  if (method !== 'POST' || url !== '/graphql') return false;
  const length = Number(headers['content-length']);
  return (
    length > 0 &&
    length <= COUNTED_LENGTH &&
    JSON_TYPE.test(headers['content-type'] ?? '') &&
    !STREAM_TYPES.test(headers.accept ?? '') &&
    !NEEDS_FASTIFY.some((name) => headers[name] !== undefined)
  );
};

/** Returns whether a Host header is valid. Most requests have the same one as the last. */
const createHostCheck = (): ((headers: IncomingHttpHeaders) => boolean) => {
  let valid: string | null = null;
  return ({ host = '' }) => {
    if (host === valid) return true;
    if (!isUrl('/graphql', `http://${host}/`)) return false;
    valid = host;
    return true;
  };
};

/** Calls `done` with the body of a request, once it is complete. A client that goes away before is in the log alone. */
const readBody = (request: IncomingMessage, done: (body: string) => void): void => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => done((parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)).toString()));
};

/**
 * Sends the head and the text in one piece; of ASCII alone, not encoded. They are written before the end of the response: with the
 * end, Node would gather an empty piece with them, which takes longer than to send them.
 */
const send = (response: ServerResponse, status: number, headers: Record<string, string>, text: string): void => {
  const length = Buffer.byteLength(text);
  headers['content-length'] = `${length}`;
  response.writeHead(status, headers);
  response.write(text, length === text.length ? 'latin1' : 'utf8');
  process.nextTick(() => response.end());
};

/**
 * Serves small POSTs of JSON to `/graphql` before Fastify sees them, if they need nothing but a response in JSON: their checks and
 * responses are those of others. The hooks of Fastify take up to a fifth of the time of a small operation.
 */
export const serveDirectPosts = (http: FastifyInstance, options: DirectPostOptions): void => {
  const { respond, isStopping, trustedProxies, requestTimeoutMs, requestLog, log } = options;
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  const isValidHost = createHostCheck();
  const parse = http.getDefaultJsonParser('error', 'error');
  /** The JSON of a body. Throws what Fastify throws; its parser calls back at once. */
  const parsed = (request: ReceivedRequest, text: string): unknown => {
    let body: unknown;
    void parse(request as never, text, (error, json) => {
      if (error) throw error;
      body = json;
    });
    return body;
  };

  const answer = async (request: ReceivedRequest, response: ServerResponse, text: string): Promise<void> => {
    const { id } = request;
    const headers: Record<string, string> = headersOf(id);
    try {
      const body = parsed(request, text);
      const reply = { raw: response, header: (name: string, value: string) => (headers[name] = value) };
      const { status, headers: own, body: json } = await respond(body, request, reply);
      for (const [name, value] of own) headers[name] = value;
      if (isStopping()) headers['connection'] = 'close';
      limitReading(response, requestTimeoutMs);
      send(response, status, headers, json);
    } catch (error) {
      const { status, body, headers: own } = failureOf(error as never, id, log);
      send(
        response,
        status,
        { ...headers, ...own, 'content-type': 'application/json; charset=utf-8' },
        JSON.stringify(body),
      );
    }
  };

  const others = http.server.listeners('request') as RequestListener[];
  http.server.removeAllListeners('request');
  http.server.on('request', (raw, response) => {
    if (isStopping() || !isDirect(raw) || !isValidHost(raw.headers)) {
      for (const other of others) other.call(http.server, raw, response);
      return;
    }
    const { headers } = raw;
    const id = requestIdFrom(headers[REQUEST_ID_HEADER]);
    const request = { id, ip: proxyAddr(raw, isTrusted), headers, raw };
    requestLog.received(id, raw, response, '/graphql');
    readBody(raw, (text) => void answer(request, response, text));
  });
};
