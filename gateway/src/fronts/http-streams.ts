import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { FrameFormat } from '../subscriptions/event-frame';
import type { SubscriptionEnd } from '../subscriptions/receiver';
import type { OpenSubscription } from './subscribe';

/** How long a client whose stream has ended may take to read the rest, in milliseconds. */
const LINGER_MS = 1000;

/** A protocol that sends the results of an operation in one HTTP response. */
export interface StreamFormat {
  readonly headers: Readonly<Record<string, string>>;
  /** What begins a stream of events. */
  readonly start: string;
  readonly event: FrameFormat;
  /** The same for a query or a mutation, which has one result and no cursor. */
  readonly result: (payload: string) => string;
  /** A heartbeat, with the cursor if it is known. */
  readonly position: (cursor: string | null) => string;
  /** What ends a stream, and after which the connection closes. */
  readonly end: (end: SubscriptionEnd) => string;
  /** The whole response to an operation that is refused. */
  readonly refusal: (errors: readonly GraphQLFormattedError[]) => string;
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

/** Sends the whole response in one text. */
export const sendText = (reply: FastifyReply, format: StreamFormat, text: string): void => {
  finish(begin(reply, format), text);
};

/** Sends the events of a subscription until it ends or the client goes. */
export const sendEvents = (reply: FastifyReply, format: StreamFormat, open: OpenSubscription): void => {
  const response = begin(reply, format);
  response.write(format.start);
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
