import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../fronts/error-body';
import { publicContext } from '../fronts/graphql-context';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { GatewayContext } from '../pipeline/context';
import type { LogTail } from '../subscriptions/log-tail';
import { readPosts, StreamFailure, type StreamPage } from './read-posts';
import { cacheCursor, InvalidStreamRequest, readStreamRequest, type StreamRequest } from './stream-request';

const PATH = '/streams/posts';
const LONG_POLL_MS = 20_000;
/** A stream of events is closed after this long, so that shared caches and proxies can hold it; the client reconnects. */
const EVENT_STREAM_MS = 55_000;
/** Live reads of one process at the same time. */
const MAX_LIVE = 2000;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  // Everyone may read it, and a credential changes nothing.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'stream-next-offset, stream-up-to-date, stream-cursor, etag, retry-after',
};

/** As bytes, because a character set would be added to the type of a text. */
const jsonBytes = (items: readonly unknown[]): Buffer => Buffer.from(JSON.stringify(items));

export interface StreamOptions extends Pick<GraphqlFront, 'ask'> {
  readonly tail: LogTail;
  /** How long a long poll waits, in milliseconds. Defaults to 20000. */
  readonly longPollMs?: number;
}

/**
 * `GET /streams/posts`: the post log as everyone sees it, in the Durable Streams protocol, read only. Its offsets are the cursors
 * of `postEvents` and of the subscriptions.
 */
export const serveStreams = (http: FastifyInstance, { ask, tail, longPollMs = LONG_POLL_MS }: StreamOptions): void => {
  const stopping = new AbortController();
  let live = 0;
  http.addHook('preClose', async () => stopping.abort());

  /** Aborted when the client goes, the server stops, or `ms` have passed. */
  const signalFor = (context: GatewayContext, ms: number): AbortSignal => {
    const gone = new AbortController();
    context.connection.onClose(() => gone.abort());
    return AbortSignal.any([gone.signal, stopping.signal, AbortSignal.timeout(ms)]);
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

  /** The end of the log. Rejects with {@link StreamFailure}. */
  const end = async (): Promise<string> => {
    try {
      return await tail.newest();
    } catch {
      throw new StreamFailure(503, 'SUBGRAPH_UNAVAILABLE', 'Posts are unavailable at the moment. Try again later.');
    }
  };

  /** Waits until there are entries for everyone behind the cursor, or `signal` aborts. Returns the page that has been read last. */
  const waitForPage = async (
    after: string | null,
    context: GatewayContext,
    signal: AbortSignal,
  ): Promise<StreamPage> => {
    for (let at = after; ; ) {
      const page = await readPosts(ask, at, context);
      if (page.items.length > 0 || signal.aborted) return page;
      at = page.next;
      if (page.isAtEnd) await tail.waitBeyond(at, signal);
    }
  };

  const sendPage = (
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
      'content-type': 'application/json',
      'stream-next-offset': page.next,
      ...(page.isAtEnd && { 'stream-up-to-date': 'true' }),
      'cache-control': page.isAtEnd ? 'no-cache' : 'public, max-age=60, stale-while-revalidate=300',
      etag: tag,
    });
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.code(200).send(jsonBytes(page.items));
  };

  const longPoll = async (
    request: FastifyRequest,
    reply: FastifyReply,
    from: string | null,
    { cursor }: StreamRequest,
  ) => {
    const context = publicContext(request, reply);
    const page = await waitForPage(from, context, signalFor(context, longPollMs));
    const more = { 'stream-cursor': cacheCursor(Date.now(), cursor) };
    if (page.items.length > 0) return sendPage(request, reply, page, from ?? '-1', more);
    const headers = { 'stream-next-offset': page.next, 'stream-up-to-date': 'true', 'cache-control': 'no-store' };
    return reply
      .code(204)
      .headers({ ...HEADERS, ...more, ...headers })
      .send();
  };

  const sendEvents = async (
    request: FastifyRequest,
    reply: FastifyReply,
    from: string | null,
    { cursor }: StreamRequest,
  ) => {
    const context = publicContext(request, reply);
    const signal = signalFor(context, EVENT_STREAM_MS);
    let page = await readPosts(ask, from, context);
    reply.hijack();
    const { raw } = reply;
    raw.on('error', () => undefined);
    raw.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
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
        const data = page.items.length > 0 ? `event: data\ndata:${JSON.stringify(page.items)}\n\n` : '';
        raw.write(`${data}event: control\ndata:${JSON.stringify(control)}\n\n`);
        // A client that reads slowly gets no more until it has read: it continues at its offset.
        while (raw.writableNeedDrain && !signal.aborted) await pause(50);
        page = page.isAtEnd ? await waitForPage(page.next, context, signal) : await readPosts(ask, page.next, context);
      }
    } catch {
      // The client reconnects at its offset.
    }
    raw.end();
    return reply;
  };

  const respond = async (request: FastifyRequest, reply: FastifyReply) => {
    let hasPlace = false;
    try {
      const asked = readStreamRequest(new URLSearchParams(request.url.split('?')[1]));
      const { offset, live: mode } = asked;
      const from = offset === 'now' ? await end() : offset;
      if (mode !== null) {
        if (live >= MAX_LIVE) throw new StreamFailure(503, 'RATE_LIMITED', 'Too many clients wait. Try again later.');
        hasPlace = true;
        live += 1;
        return await (mode === 'sse' ? sendEvents : longPoll)(request, reply, from, asked);
      }
      if (offset === 'now') {
        const headers = { 'stream-next-offset': from ?? '', 'stream-up-to-date': 'true', 'cache-control': 'no-store' };
        return await reply
          .code(200)
          .headers({ ...HEADERS, ...headers, 'content-type': 'application/json' })
          .send(jsonBytes([]));
      }
      const page = await readPosts(ask, from, publicContext(request, reply));
      return await sendPage(request, reply, page, from ?? '-1', {});
    } catch (error) {
      if (error instanceof InvalidStreamRequest) return refuse(reply, 400, 'BAD_REQUEST', error.message);
      return refuseFailure(reply, error);
    } finally {
      if (hasPlace) live -= 1;
    }
  };

  http.get(PATH, { exposeHeadRoute: false }, respond);
  http.head(PATH, async (_, reply) => {
    try {
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
      return await reply.headers({ ...HEADERS, ...headers, 'stream-next-offset': await end() }).send();
    } catch (error) {
      return refuseFailure(reply, error);
    }
  });
  http.options(PATH, async (_, reply) =>
    reply
      .code(204)
      .headers({
        ...HEADERS,
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-allow-headers': 'if-none-match, authorization',
      })
      .send(),
  );
  http.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE'],
    url: PATH,
    handler: async (_, reply) => {
      void reply.header('allow', 'GET, HEAD, OPTIONS');
      return refuse(reply, 405, 'BAD_REQUEST', 'This stream is read only: posts are published with GraphQL.');
    },
  });
};
