import type { FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { StreamFormat } from './http-streams';
import { SIGNED_OUT } from './subscribe';

/**
 * Milliseconds after which a client whose connection was lost connects again: a random time for each, or all clients of a gateway
 * that ends would connect to the others at once (`npm run bench capacity`).
 */
const retryMs = (): number => Math.round(1000 + Math.random() * 2000);

/** The same for an `EventSource` whose subscription was refused: it reconnects whatever the response. */
const RETRY_REFUSED_MS = 600_000;

/** The same if the subscription cannot be opened at the moment. */
const RETRY_UNAVAILABLE_MS = 5000;
const UNAVAILABLE = 503;

const TYPE = 'text/event-stream';

/** Whether a request takes a stream of server-sent events: not, among other types, or nothing else. */
export const acceptsEventStream = ({ headers }: FastifyRequest): 'no' | 'also' | 'only' => {
  const types = (headers.accept ?? '').toLowerCase().split(',');
  if (!types.some((type) => type.trim().startsWith(TYPE))) return 'no';
  return types.length === 1 ? 'only' : 'also';
};

const COMPLETE = 'event: complete\ndata:\n\n';

const next = (payload: string): string => `event: next\ndata: ${payload}\n\n`;

const failed = (errors: readonly GraphQLFormattedError[]): string => next(JSON.stringify({ errors })) + COMPLETE;

/** The wire format of graphql-sse, distinct connections mode. */
export const EVENT_STREAM: StreamFormat = {
  headers: {
    'content-type': `${TYPE}; charset=utf-8`,
    'cache-control': 'no-store, no-transform',
    // nginx would hold the response back until it ends.
    'x-accel-buffering': 'no',
  },
  start: () => `retry: ${retryMs()}\n`,
  event: ({ cursor, payload }) => `id: ${cursor}\n${next(payload)}`,
  result: (payload) => next(payload.trimEnd()) + COMPLETE,
  // Moves the cursor of an EventSource, and fires no event. A client may have sent a cursor of several lines, which is not checked yet.
  position: (cursor) => (cursor === null || /[\r\n\0]/.test(cursor) ? ':\n\n' : `id: ${cursor}\n\n`),
  end: (end) => {
    if (end.type === 'failed') return failed(end.errors);
    if (end.type === 'signed-out') return failed(SIGNED_OUT);
    // Without `complete`: clients come back, with a new credential or to another server.
    return ':\n\n';
  },
  refusal: ({ errors, status }) => {
    // One response with an error status ends an EventSource for good, and other clients do not show it.
    if (status === UNAVAILABLE) return `retry: ${RETRY_UNAVAILABLE_MS}\n\n`;
    return `retry: ${RETRY_REFUSED_MS}\n${failed(errors)}`;
  },
};
