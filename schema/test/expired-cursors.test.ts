import { once } from 'node:events';
import { connectClient } from '@wizness/kernel';
import { WebSocket } from 'ws';
import { waitUntil } from '@wizness/kernel/testing';
import { type LiveGraph, NEW_POSTS, openLive } from './support/live';

/** What a read behind a cursor leads to: the code of its error, and the cursor to continue behind; or what was read. */
interface Outcome {
  readonly code?: string;
  readonly oldest?: string;
  readonly text: string;
}

const outcomeOf = (text: string): Outcome => {
  const [code, oldest] = [/"code":"(\w+)"/, /"oldest":"([^"]+)"/].map((pattern) => pattern.exec(text)?.[1]);
  return { text, ...(code && { code }), ...(oldest && { oldest }) };
};

describe('A cursor that cannot be continued behind', () => {
  let live: LiveGraph;
  /** Of an entry that the log does not hold any more. */
  let expired: string;
  beforeAll(async () => {
    live = await openLive('expired cursors', { subscriptionTiming: { heartbeatMs: 200, retryMs: 50 } });
    expired = await live.newest();
    await live.publish(['forgotten', 'held-1', 'held-2']);
    const db = await connectClient(live.database.urlOf('content'));
    await db.query('DELETE FROM content.events WHERE position < (SELECT max(position) - 1 FROM content.events)');
    await db.end();
  });
  afterAll(() => live.close());

  const post = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${live.graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  /** Reads a response that may not end, up to the last post or an error. */
  const readStream = async (response: Response): Promise<Outcome> => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (/held-2|"code"/.test(text)) break;
    }
    return outcomeOf(text);
  };
  const subscribe = async (accept: string, after: string) =>
    readStream(await post({ query: NEW_POSTS, variables: { after } }, { accept }));

  const DOORS: Readonly<Record<string, (after: string) => Promise<Outcome>>> = {
    'server-sent events': (after) => subscribe('text/event-stream', after),
    'server-sent events with Last-Event-ID': async (after) => {
      const headers = { accept: 'text/event-stream', 'last-event-id': after };
      return readStream(await post({ query: NEW_POSTS, variables: { after: await live.newest() } }, headers));
    },
    'multipart responses': (after) => subscribe('multipart/mixed;subscriptionSpec=1.0', after),
    WebSocket: async (after) => {
      const socket = new WebSocket(`${live.graph.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      let text = '';
      socket.on('message', (data) => {
        text += String(data);
      });
      await once(socket, 'open');
      socket.send('{"type":"connection_init"}');
      await waitUntil(async () => text.includes('connection_ack'));
      const payload = { query: NEW_POSTS, variables: { after } };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      await waitUntil(async () => /held-2|"code"/.test(text));
      socket.terminate();
      return outcomeOf(text);
    },
    'a query': async (after) => {
      const query = 'query ($after: Cursor) { postEvents(after: $after) { nodes { post { slug } } } }';
      return outcomeOf(await (await post({ query, variables: { after } })).text());
    },
    'the Durable Stream': async (after) => {
      const response = await fetch(`${live.graph.url}/streams/posts?offset=${after}`);
      const oldest = response.headers.get('stream-next-offset') ?? '';
      return { ...outcomeOf(await response.text()), ...(response.status === 410 && { oldest }) };
    },
  };

  test.each(Object.entries(DOORS))(
    'Is refused with the oldest one that works, or as one of another log: %s',
    async (_, read) => {
      const { code, oldest = '' } = await read(expired);
      expect({ code, oldest }).toEqual({ code: 'CURSOR_EXPIRED', oldest: expect.stringMatching(/^content\.\d{16}$/) });
      expect(oldest > expired).toBe(true);
      const held = await read(oldest);
      expect(held.code).toBeUndefined();
      expect(held.text).toMatch(/held-1.*held-2/s);
      expect(held.text).not.toContain('forgotten');
      for (const foreign of ['ratings.0000000000000001', 'content.0000000099999999', 'content.1'])
        expect((await read(foreign)).code).toMatch(/^(INVALID_CURSOR|BAD_REQUEST)$/);
    },
  );
});
