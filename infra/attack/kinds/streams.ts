import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { AttackContext, AttackKind } from '../kind';
import { readSubscription } from '../stream';

/** As many subscriptions of one caller as are allowed, and some more. */
const [MAX_STREAMS, MORE] = [100, 20];
const ADDRESS = '2001:db8:57e:a::1';

const NEW_POSTS = 'subscription { postPublished { post { title } } }';
const EXPENSIVE = `subscription ($after: Cursor) { postEventLogged(after: $after) { post {
  ${Array.from({ length: 12 }, (_, index) => `c${index}: comments(first: 100) { nodes { body { html } author { name } } }`).join(' ')} } } }`;
const LARGE = '{ posts(first: 100) { nodes { body { html text } } } }';

const requestText = (query: string, accept: string): string => {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${ADDRESS}\r\naccept: ${accept}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

/** Connections that send one request each. With `reads`, what arrives is kept. */
const open = (url: string, count: number, text: string, reads: boolean) => {
  const { hostname, port } = new URL(url);
  const received: string[] = [];
  const sockets = Array.from({ length: count }, (_, index): Socket => {
    const socket = connect(Number(port), hostname);
    received[index] = '';
    socket.on('error', () => undefined);
    if (reads)
      socket.on('data', (part: Buffer) => {
        received[index] += part.toString('latin1');
      });
    else socket.pause();
    socket.write(text);
    return socket;
  });
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return { received, close };
};

const WAIT_MS = 10_000;

/** Opens more subscriptions than one caller may have: the rest is refused, and all places are free afterwards. */
const tooMany = async ({ target, report }: AttackContext): Promise<void> => {
  const count = MAX_STREAMS + MORE;
  const { received, close } = open(target.url, count, requestText(NEW_POSTS, 'text/event-stream'), true);
  const refused = () => received.filter((text) => text.includes('RATE_LIMITED')).length;
  const deadline = performance.now() + WAIT_MS;
  while (received.some((text) => !text.includes('\n\n')) && performance.now() < deadline) await pause(20);
  if (refused() !== MORE)
    report.violation(`${refused()} of ${count} subscriptions of one client are refused, not ${MORE}.`);
  close();
  report.add({ name: 'subscriptions' }, { status: 200, body: {}, bytes: received.join('').length, ms: 0 });
};

/** Clients that request much and read nothing. */
const unread = async ({ target, cases }: AttackContext): Promise<void> => {
  for (const accept of ['application/json', 'text/event-stream']) {
    const { close } = open(target.url, cases, requestText(LARGE, accept), false);
    await pause(1000);
    close();
  }
};

/** History, which is as long as a caller likes, with much for each event. */
const expensiveHistory = async ({ target, report }: AttackContext): Promise<void> => {
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => readSubscription(target.url, { query: EXPENSIVE, variables: {} })),
  );
  for (const text of replies)
    if (/INTERNAL_SERVER_ERROR|TIMEOUT/.test(text)) report.violation(`A subscription fails: ${text.slice(0, 200)}`);
};

/** Many subscriptions of one client, clients that read nothing, and expensive subscriptions. */
export const streams: AttackKind = {
  name: 'streams and clients that read nothing',
  run: async (context) => {
    await tooMany(context);
    await unread(context);
    await expensiveHistory(context);
  },
};
