import { setTimeout as pause } from 'node:timers/promises';
import { deadlineSignal } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../fronts/error-body';
import { publicContext } from '../fronts/graphql-context';
import type { GatewayContext } from '../pipeline/context';
import { cacheCursor, InvalidStreamRequest, readStreamRequest, type StreamRequest } from './stream-request';
import { dataEvent, StreamFailure, type StreamPage, type StreamSource } from './stream-source';

const LONG_POLL_MS = 20_000;
/** A stream of events is closed after this long, so that shared caches and proxies can hold it; the client reconnects. */
const EVENT_STREAM_MS = 55_000;
/** How long the rest of a stream that has ended may take. */
const END_MS = 1000;
/** Live reads of one process at the same time. */
const MAX_LIVE = 2000;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  // Everyone may read it, and a credential changes nothing.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'stream-next-offset, stream-up-to-date, stream-cursor, etag, retry-after',
};

export interface StreamOptions {
  /** A route of Fastify. */
  readonly path: string;
  /** The stream of a path; null if there is none. */
  readonly sourceOf: (path: string) => StreamSource | null;
  /** How long a long poll waits, in milliseconds. Defaults to 20000. */
  readonly longPollMs?: number;
}

/** Serves streams in the Durable Streams protocol, read only: GET, HEAD and OPTIONS. */
export const serveStreams = (http: FastifyInstance, options: StreamOptions): void => {
  const { path, sourceOf, longPollMs = LONG_POLL_MS } = options;
  const stopping = new AbortController();
  let live = 0;
  http.addHook('preClose', async () => stopping.abort());

  /** Aborted when the client goes, the server stops, or `ms` have passed. */
  const signalFor = (context: GatewayContext, ms: number): AbortSignal => {
    const gone = new AbortController();
    context.connection.onClose(() => gone.abort());
    return deadlineSignal(ms, gone.signal, stopping.signal);
  };

  const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
    reply
      .code(status)
      .headers({ ...HEADERS, 'cache-control': 'no-store' })
      .send(errorBody(code, message));

  const refuseFailure = (reply: FastifyReply, error: unknown) => {
    if (!(error instanceof StreamFailure)) throw error;
    void reply.headers(error.headers);
    return refuse(reply, error.status, error.code, error.message);
  };

  const sourceIn = (request: FastifyRequest): StreamSource => {
    const source = sourceOf(request.url.split('?')[0] ?? '');
    if (!source) throw new StreamFailure(404, 'NOT_FOUND', 'There is no such stream.');
    return source;
  };

  /** Waits until there is something for everyone behind the offset, or `signal` aborts. Returns the page that was read last. */
  const waitForPage = async (
    source: StreamSource,
    after: string | null,
    context: GatewayContext,
    signal: AbortSignal,
  ): Promise<StreamPage> => {
    for (let at = after; ; ) {
      const page = await source.read(at, context);
      if (!page.isEmpty || signal.aborted) return page;
      at = page.next;
      if (page.isAtEnd) await source.waitBeyond(at, signal);
    }
  };

  const sendPage = (
    { contentType }: StreamSource,
    request: FastifyRequest,
    reply: FastifyReply,
    page: StreamPage,
    from: string,
    more: Readonly<Record<string, string>>,
  ) => {
    const tag = `"posts:${from}:${page.next}"`;
    void reply.headers({
      ...HEADERS,
      ...more,
      'content-type': contentType,
      'stream-next-offset': page.next,
      ...(page.isAtEnd && { 'stream-up-to-date': 'true' }),
      'cache-control': page.isAtEnd ? 'no-cache' : 'public, max-age=60, stale-while-revalidate=300',
      etag: tag,
    });
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.code(200).send(page.body);
  };

  const longPoll = async (
    source: StreamSource,
    request: FastifyRequest,
    reply: FastifyReply,
    from: string | null,
    { cursor }: StreamRequest,
  ) => {
    const context = publicContext(request, reply, { isStream: true });
    const page = await waitForPage(source, from, context, signalFor(context, longPollMs));
    const more = { 'stream-cursor': cacheCursor(Date.now(), cursor) };
    if (!page.isEmpty) return sendPage(source, request, reply, page, from ?? '-1', more);
    const headers = {
      'stream-next-offset': page.next,
      ...(page.isAtEnd && { 'stream-up-to-date': 'true' }),
      'cache-control': 'no-store',
    };
    return reply
      .code(204)
      .headers({ ...HEADERS, ...more, ...headers })
      .send();
  };

  const sendEvents = async (
    source: StreamSource,
    request: FastifyRequest,
    reply: FastifyReply,
    from: string | null,
    { cursor }: StreamRequest,
  ) => {
    const context = publicContext(request, reply, { isStream: true });
    const signal = signalFor(context, EVENT_STREAM_MS);
    let page = await source.read(from, context);
    reply.hijack();
    const { raw } = reply;
    raw.on('error', () => undefined);
    raw.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    try {
      for (let sent = cursor; !signal.aborted; ) {
        sent = cacheCursor(Date.now(), sent);
        const control = {
          streamNextOffset: page.next,
          streamCursor: sent,
          ...(page.isAtEnd && { upToDate: true }),
        };
        raw.write(`${page.isEmpty ? '' : dataEvent(page)}event: control\ndata:${JSON.stringify(control)}\n\n`);
        // A client that reads slowly gets no more until it has read: it continues at its offset.
        while (raw.writableNeedDrain && !signal.aborted) await pause(50);
        page = page.isAtEnd
          ? await waitForPage(source, page.next, context, signal)
          : await source.read(page.next, context);
      }
    } catch {
      // The client reconnects at its offset.
    }
    raw.end();
    // A client that does not read would hold the connection.
    setTimeout(() => raw.destroy(), END_MS).unref();
    return reply;
  };

  const respond = async (request: FastifyRequest, reply: FastifyReply) => {
    let hasPlace = false;
    try {
      const source = sourceIn(request);
      const asked = readStreamRequest(new URLSearchParams(request.url.split('?')[1]));
      const { offset, live: mode } = asked;
      const from = offset === 'now' ? await source.newest() : offset;
      if (mode !== null) {
        if (live >= MAX_LIVE) throw new StreamFailure(503, 'RATE_LIMITED', 'Too many clients wait. Try again later.');
        hasPlace = true;
        live += 1;
        return await (mode === 'sse' ? sendEvents : longPoll)(source, request, reply, from, asked);
      }
      if (offset === 'now') {
        const headers = { 'stream-next-offset': from ?? '', 'stream-up-to-date': 'true', 'cache-control': 'no-store' };
        return await reply
          .code(200)
          .headers({ ...HEADERS, ...headers, 'content-type': source.contentType })
          .send(source.emptyBody);
      }
      const page = await source.read(from, publicContext(request, reply));
      return await sendPage(source, request, reply, page, from ?? '-1', {});
    } catch (error) {
      if (error instanceof InvalidStreamRequest) return refuse(reply, 400, 'BAD_REQUEST', error.message);
      return refuseFailure(reply, error);
    } finally {
      if (hasPlace) live -= 1;
    }
  };

  http.get(path, { exposeHeadRoute: false }, respond);
  http.head(path, async (request, reply) => {
    try {
      const { contentType, newest } = sourceIn(request);
      const headers = { 'content-type': contentType, 'cache-control': 'no-store' };
      return await reply.headers({ ...HEADERS, ...headers, 'stream-next-offset': await newest() }).send();
    } catch (error) {
      return refuseFailure(reply, error);
    }
  });
  http.options(path, async (_, reply) =>
    reply
      .code(204)
      .headers({
        ...HEADERS,
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-allow-headers': 'if-none-match, authorization',
      })
      .send(),
  );
};
