import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { GRAPHQL_RESPONSE_TYPE } from '../pipeline/cross-site';
import type { OperationRefused } from '../pipeline/respond';
import type { FrameFormat } from '../subscriptions/event-frame';
import type { SubscriptionEnd } from '../subscriptions/receiver';
import type { OpenSubscription } from './subscribe';

/** How long a client whose stream has ended may take to read the rest, in milliseconds. */
const LINGER_MS = 1000;

/** In milliseconds. */
const STALLED_MS = 30_000;

const UNAVAILABLE = 503;
const RETRY_SECONDS = 5;

/** A protocol that sends the results of an operation in one HTTP response. */
export interface StreamFormat {
  readonly headers: Readonly<Record<string, string>>;
  /** What begins a stream of events. */
  readonly start: () => string;
  readonly event: FrameFormat;
  /** The same for a query or a mutation, which has one result and no cursor. */
  readonly result: (payload: string) => string;
  /** A heartbeat, with the cursor if it is known. */
  readonly position: (cursor: string | null) => string;
  /** What ends a stream, and after which the connection closes. */
  readonly end: (end: SubscriptionEnd) => string;
  /** The whole response to an operation that is refused. Null if that is a response without a stream, with a status. */
  readonly refusal: ((refused: OperationRefused) => string) | null;
}

/** Starts the response. Headers that hooks have set, such as those of CORS, stay. */
const begin = (reply: FastifyReply, { headers }: StreamFormat): ServerResponse => {
  reply.hijack();
  const { raw } = reply;
  raw.on('error', () => undefined);
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
  return raw;
};

/** Ends the response, and closes the connection of a client that does not read it, or of every client if the server stops. */
const finish = (response: ServerResponse, text: string, stops = false): void => {
  const { socket } = response;
  response.end(text, () => {
    if (stops) socket?.end();
  });
  if (response.writableFinished) return;
  const timer = setTimeout(() => response.destroy(), LINGER_MS);
  response.once('close', () => clearTimeout(timer));
};

/** Sends the whole response in one text. A client that reads nothing of it for `stalledMs` is disconnected. */
export const sendText = (reply: FastifyReply, format: StreamFormat, text: string, stalledMs = STALLED_MS): void => {
  const response = begin(reply, format);
  response.setTimeout(stalledMs, () => response.destroy());
  response.end(text);
};

/** Responds to an operation that is refused. */
export const sendRefusal = (reply: FastifyReply, format: StreamFormat, refused: OperationRefused): void => {
  if (format.refusal) return sendText(reply, format, format.refusal(refused));
  const { errors, status } = refused;
  // Apollo Client sends an operation again after an error status with the other type, and only then.
  const isTemporary = status === UNAVAILABLE;
  if (isTemporary) void reply.header('retry-after', RETRY_SECONDS);
  void reply
    .code(status)
    .type(isTemporary ? 'application/json; charset=utf-8' : `${GRAPHQL_RESPONSE_TYPE}; charset=utf-8`)
    .send(JSON.stringify({ errors }));
};

/** Sends the events of a subscription until it ends or the client goes. */
export const sendEvents = (reply: FastifyReply, format: StreamFormat, open: OpenSubscription): void => {
  const response = begin(reply, format);
  response.write(format.start());
  const subscriber = open({
    event: (frame) => response.write(frame.as(format.event)),
    position: (cursor) => response.write(format.position(cursor)),
    end: (end) => finish(response, format.end(end), end.type === 'stopped'),
  });
  response.on('drain', () => subscriber.resume());
  response.on('close', () => subscriber.close());
  // The client may have gone before.
  if (response.destroyed) subscriber.close();
};
