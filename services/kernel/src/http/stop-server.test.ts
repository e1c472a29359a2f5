import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { prepareStop } from './stop-server';

let server: FastifyInstance;
let stop: () => Promise<void>;
let url: string;
const agent = new Agent({ keepAlive: true });
/** The body of `/slow`, which a test writes. */
let slowBody: PassThrough;

/** Sends a request over a connection that is used again if the server allows it. */
const get = (
  path: string,
): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }> =>
  new Promise((done, failed) => {
    const outgoing = request(url + path, { agent }, (response) => {
      let body = '';
      response.on('data', (part) => (body += part));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body }));
    });
    outgoing.once('error', failed).end();
  });

const start = async (seconds: number): Promise<void> => {
  server = fastify();
  slowBody = new PassThrough();
  server.get('/ready', async () => ({ status: 'ready' }));
  server.get('/', async () => ({ done: true }));
  server.get('/slow', (_, reply) => reply.send(slowBody));
  ({ stop } = prepareStop(server, seconds));
  url = await server.listen({ port: 0, host: '127.0.0.1' });
};
afterEach(() => server.close());
afterAll(() => agent.destroy());

test('A server that drains is not ready, answers requests, and closes their connections', async () => {
  await start(8);
  expect(await get('/ready')).toMatchObject({ status: 200, headers: { connection: 'keep-alive' } });
  void stop();
  expect(await get('/ready')).toMatchObject({ status: 503, body: '{"status":"stopping"}' });
  expect(await get('/')).toMatchObject({ status: 200, headers: { connection: 'close' }, body: '{"done":true}' });
});

test('Idle connections are used again for half of the time of a drain', async () => {
  await start(8);
  expect((await get('/')).headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=4' });
});

test('Without a drain, connections are kept for longer, and the server closes at once', async () => {
  await start(0);
  expect((await get('/')).headers['keep-alive']).toBe('timeout=72');
  await stop();
  await expect(get('/')).rejects.toThrow(/socket hang up|ECONN/);
});

test('A connection on which no request has arrived does not delay the end', async () => {
  await start(0);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  // The server has accepted it, because it accepts them in order.
  await get('/');
  const isClosed = once(socket, 'close');
  await stop();
  await isClosed;
  // A server that waits for it takes 15 seconds.
  expect(socket.bytesRead).toBe(0);
}, 10_000);

test('A connection that becomes idle after the server began to close does not delay the end', async () => {
  await start(0);
  slowBody.write('begun ');
  const [response] = await once(request(`${url}/slow`, { agent }).end(), 'response');
  const stopped = stop();
  while (server.server.listening) await setImmediate();
  slowBody.end('ended');
  expect(await text(response)).toBe('begun ended');
  expect(response.headers).toMatchObject({ connection: 'keep-alive' });
  // A server that waits for it takes 15 seconds.
  await stopped;
}, 10_000);
