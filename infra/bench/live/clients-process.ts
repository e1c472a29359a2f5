import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

/** The slugs of the posts of a run end with their number. */
const NUMBER_IN_SLUG = /"slug":"bench-(\d+)"/g;

export type ClientsMessage =
  /** Opens subscribers, which all have one of the selections. Answers when all are subscribed. */
  | {
      readonly type: 'open';
      readonly url: string;
      readonly webSockets: number;
      readonly streams: number;
      readonly selections: readonly string[];
    }
  /** Forgets what has arrived; the next post has number `first`. */
  | { readonly type: 'reset'; readonly first: number }
  /** Answers with what has arrived, as soon as every subscriber has post number `last`, or after five minutes. */
  | { readonly type: 'until'; readonly last: number };

export interface Arrivals {
  /** Nanoseconds of the monotonic clock at which a post arrived, one after the other for all subscribers, by its number. */
  readonly times: readonly (readonly [post: number, times: readonly number[]])[];
  /** Subscribers that have not got each post once and in order. */
  readonly wrong: number;
  /** Of the first one of them: the post that came, and the one that should have. */
  readonly example: string | null;
  /** Events with errors, because a part of the graph did not respond in time. */
  readonly incomplete: number;
}

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY, keepAlive: false });
const DEADLINE_MS = 300_000;
const CONNECTS_AT_ONCE = 50;

const next: number[] = [];
const isWrong: boolean[] = [];
/** What a number may begin with that ends in the next chunk. */
const rests: string[] = [];
let times = new Map<number, number[]>();
let first = 0;
let incomplete = 0;
let example: string | null = null;

/** Longer than what {@link NUMBER_IN_SLUG} matches. */
const REST_LENGTH = 40;

const arrive = (subscriber: number, chunk: string): void => {
  const now = Number(process.hrtime.bigint());
  const text = (rests[subscriber] ?? '') + chunk;
  let read = 0;
  for (const match of text.matchAll(NUMBER_IN_SLUG)) {
    const number = Number(match[1]);
    read = match.index + match[0].length;
    if (number !== next[subscriber]) {
      isWrong[subscriber] = true;
      example ??= `subscriber ${subscriber} got post ${number} in place of ${next[subscriber]}`;
    }
    next[subscriber] = number + 1;
    const known = times.get(number);
    if (known) known.push(now);
    else times.set(number, [now]);
  }
  rests[subscriber] = text.slice(Math.max(read, text.length - REST_LENGTH));
  if (chunk.includes('"errors"')) incomplete += 1;
};

/** Resolves when the subscription has its start position. */
const openStream = (url: string, query: string, subscriber: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        // A refusal has no position.
        if (text.includes('id:')) resolve();
        else if (text.includes('"errors"')) reject(new Error(text));
        arrive(subscriber, text);
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query }));
  });

const openWebSocket = (url: string, query: string, subscriber: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const options = { perMessageDeflate: false };
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('error', reject);
    // As clients do: the server may have been too busy to read its first message in time.
    socket.on('close', () => {
      isWrong[subscriber] = true;
      resolve(openWebSocket(url, query, subscriber));
    });
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('connection_ack'))
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      else if (text.startsWith('{"type":"ping"')) {
        socket.send('{"type":"pong"}');
        resolve();
      } else if (text.includes('"type":"error"')) reject(new Error(text));
      else arrive(subscriber, text);
    });
  });

const open = async ({
  url,
  webSockets,
  streams,
  selections,
}: Extract<ClientsMessage, { type: 'open' }>): Promise<void> => {
  const all = Array.from({ length: webSockets + streams }, (_, index) => index);
  for (let index = 0; index < all.length; index += CONNECTS_AT_ONCE) {
    await Promise.all(
      all.slice(index, index + CONNECTS_AT_ONCE).map((subscriber) => {
        const query = selections[subscriber % selections.length] ?? '';
        return subscriber < webSockets ? openWebSocket(url, query, subscriber) : openStream(url, query, subscriber);
      }),
    );
  }
  for (const subscriber of all) [next[subscriber], isWrong[subscriber]] = [first, false];
};

const untilAll = async (last: number): Promise<Arrivals> => {
  const deadline = performance.now() + DEADLINE_MS;
  while (next.some((number) => number <= last) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const wrong = next.filter((number, subscriber) => number !== last + 1 || isWrong[subscriber]).length;
  return { times: [...times], wrong, example, incomplete };
};

const answer = async (message: ClientsMessage): Promise<unknown> => {
  if (message.type === 'open') return open(message).then(() => 'open');
  if (message.type === 'until') return untilAll(message.last);
  first = message.first;
  times = new Map();
  next.fill(first);
  isWrong.fill(false);
  rests.fill('');
  [incomplete, example] = [0, null];
  return 'reset';
};

/** Started by `fork`: answers each message. */
process.on('message', (message: ClientsMessage) => {
  void answer(message).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
