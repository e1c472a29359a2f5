import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { AttackContext, AttackKind } from '../kind';
import { Members, type Tokens } from '../members';

const SUBSCRIPTION = 'subscription { postPublished { post { title } } }';

/** Longest time until a stream has ended whose credential has, on a machine that others use too. */
const END_MS = 15_000;

/** A stream that a client holds open. */
interface OpenStream {
  readonly name: string;
  readonly received: () => string;
  readonly isOver: () => boolean;
  close(): void;
}

const openResponse = async (url: string, accept: string, credential: string): Promise<OpenStream> => {
  const stop = new AbortController();
  let [text, isOver] = ['', false];
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${credential}` },
    body: JSON.stringify({ query: SUBSCRIPTION }),
    signal: stop.signal,
  });
  const read = async (): Promise<void> => {
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      isOver = true;
    });
  return { name: accept, received: () => text, isOver: () => isOver, close: () => stop.abort() };
};

const openWebSocket = async (url: string, credential: string): Promise<OpenStream> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  let [text, isOver] = ['', false];
  socket.on('error', () => undefined);
  socket.on('close', () => (isOver = true));
  socket.on('message', (data) => {
    if (!String(data).includes('connection_ack')) text += String(data);
    else socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } }));
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${credential}` } }));
  return { name: 'WebSocket', received: () => text, isOver: () => isOver, close: () => socket.terminate() };
};

const until = async (condition: () => boolean): Promise<boolean> => {
  for (const deadline = performance.now() + END_MS; !condition(); await pause(50)) {
    if (performance.now() > deadline) return false;
  }
  return true;
};

/** What ends a credential, by what happened to it. Each takes the member's tokens and an API key of theirs. */
const ends = (
  members: Members,
  moderator: Tokens,
): Readonly<Record<string, (own: Tokens, key: { readonly id: string }) => Promise<unknown>>> => ({
  'a session that was signed out': ({ accessToken }) => members.mutate('signOut', '', {}, accessToken),
  'a session of a suspended member': async (own) => {
    const statement = { rule: 'Rule 1', facts: 'It is an attack.', explanation: 'It is an attack.' };
    const about = { memberId: await members.idOf(own), statement };
    return members.mutate('suspendMember', '', about, moderator.accessToken);
  },
  'a revoked API key': ({ accessToken }, { id }) => members.mutate('revokeApiKey', '', { id }, accessToken),
});

/** Streams that were opened with a valid credential and stay open: they must end when it does, and show nothing after that. */
export const endedStreams: AttackKind = {
  name: 'streams whose credential has ended',
  run: async (context: AttackContext) => {
    const { target, report } = context;
    const members = new Members(context);
    const author = await members.signIn(await members.join());
    const all = Object.entries(ends(members, await members.joinAs('MODERATOR')));
    // A short run tries one of them: another one with the next seed.
    const tried = context.isComplete ? all : all.slice(context.seed % all.length).slice(0, 1);
    for (const [what, end] of tried) {
      const own = await members.signIn(await members.join());
      const key = await members.createApiKey(own);
      const credential = what.includes('API key') ? key.secret : own.accessToken;
      const streams = [
        await openResponse(target.url, 'text/event-stream', credential),
        await openResponse(target.url, 'multipart/mixed;subscriptionSpec=1.0', credential),
        await openWebSocket(target.url, credential),
      ];
      if (!(await until(() => streams.every(({ received }) => received() !== ''))))
        report.violation(`Not all streams begin with ${what}.`);
      await end(own, key);
      await until(() => streams.every(({ isOver }) => isOver()));
      const secret = `After ${what} ${context.seed}`;
      const post = { kind: 'NEWS', lang: 'en', title: secret, body: secret, publish: true, visibility: 'MEMBERS' };
      await members.create('createPost', 'post', 'id', post, author);
      await pause(500);
      for (const { name, isOver, received, close } of streams) {
        if (!isOver()) report.violation(`A stream (${name}) goes on with ${what}.`);
        if (received().includes(secret)) report.violation(`A stream (${name}) shows a post for members with ${what}.`);
        close();
      }
    }
  },
};
