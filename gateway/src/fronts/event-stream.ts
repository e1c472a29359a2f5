import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { StreamEvent } from '../subscriptions/follow';

/** Milliseconds after which a client whose connection was lost connects again. */
const RETRY_MS = 2000;

/** The same for an `EventSource` whose subscription was refused: it reconnects whatever the response. */
const RETRY_REFUSED_MS = 600_000;

/** A client that has read nothing for this long is disconnected. It can continue after the last cursor that it got. */
const STALLED_MS = 30_000;

const EVENT_STREAM = 'text/event-stream';

/** Whether a request takes a stream of server-sent events: not, among other types, or nothing else. */
export const acceptsEventStream = ({ headers }: FastifyRequest): 'no' | 'also' | 'only' => {
  const types = (headers.accept ?? '').toLowerCase().split(',');
  if (!types.some((type) => type.trim().startsWith(EVENT_STREAM))) return 'no';
  return types.length === 1 ? 'only' : 'also';
};

const HEADERS = {
  'content-type': `${EVENT_STREAM}; charset=utf-8`,
  'cache-control': 'no-store, no-transform',
  // nginx would hold the response back until it ends.
  'x-accel-buffering': 'no',
};

const COMPLETE = 'event: complete\ndata:\n\n';

const nextMessage = (payload: string, cursor?: string): string =>
  `${cursor === undefined ? '' : `id: ${cursor}\n`}event: next\ndata: ${payload}\n\n`;

const errorsMessage = (errors: readonly GraphQLFormattedError[]): string =>
  nextMessage(JSON.stringify({ errors })) + COMPLETE;

/** An event in the wire format of graphql-sse, distinct connections mode. `isLast`: the stream ends after it. */
const messageOf = (event: StreamEvent): { readonly text: string; readonly isLast: boolean } => {
  switch (event.type) {
    case 'event':
      return { text: nextMessage(event.payload, event.cursor), isLast: false };
    // Moves the cursor of an EventSource, and fires no event.
    case 'position':
      return { text: `id: ${event.cursor}\n\n`, isLast: false };
    case 'failed':
      return { text: errorsMessage(event.errors), isLast: true };
    // Without `complete`: clients come back, with a new credential.
    case 'expired':
      return { text: '', isLast: true };
  }
};

/** Resolves when the response takes more data; rejects when the client has gone, or reads nothing for too long. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (work: () => void) => (): void => {
      clearTimeout(timer);
      response.off('drain', onDrain).off('close', onClose);
      work();
    };
    const onDrain = settle(resolve);
    const onClose = settle(() => reject(new Error('The client has gone.')));
    const timer = setTimeout(onClose, STALLED_MS);
    response.on('drain', onDrain).on('close', onClose);
  });

/** Open streams, which end when the server closes. */
export const createEventStreams = (http: FastifyInstance) => {
  const open = new Set<AbortController>();
  http.addHook('preClose', async () => {
    for (const each of open) each.abort();
  });

  /** Starts the response. Headers that hooks have set, such as those of CORS, stay. */
  const begin = (reply: FastifyReply): ServerResponse => {
    reply.hijack();
    const { raw } = reply;
    raw.on('error', () => undefined);
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    return raw;
  };

  return {
    /** Number of streams that are open. */
    size: () => open.size,
    /** Sends the errors of an operation that was refused. The status is 200, because clients of this protocol retry all others. */
    refuse: (reply: FastifyReply, errors: readonly GraphQLFormattedError[]): void => {
      begin(reply).end(`retry: ${RETRY_REFUSED_MS}\n${errorsMessage(errors)}`);
    },
    /** Sends the only result of a query or a mutation. */
    sendResult: (reply: FastifyReply, payload: string): void => {
      begin(reply).end(nextMessage(payload) + COMPLETE);
    },
    /** Sends the events until they end, the client goes, or the server closes. Never rejects. */
    send: async (reply: FastifyReply, follow: (signal: AbortSignal) => AsyncIterable<StreamEvent>): Promise<void> => {
      const stop = new AbortController();
      open.add(stop);
      const response = begin(reply);
      response.on('close', () => stop.abort());
      response.write(`retry: ${RETRY_MS}\n`);
      try {
        for await (const event of follow(stop.signal)) {
          const { text, isLast } = messageOf(event);
          if (!response.write(text || ':\n\n')) await drained(response);
          if (isLast) break;
        }
        response.end();
      } catch {
        response.destroy();
      } finally {
        open.delete(stop);
      }
    },
  };
};
