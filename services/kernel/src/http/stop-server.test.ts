import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { prepareStop } from './stop-server';

let server: FastifyInstance;
let stop: () => Promise<void>;
let url: string;
const agent = new Agent({ keepAlive: true });

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
  server.get('/ready', async () => ({ status: 'ready' }));
  server.get('/', async () => ({ done: true }));
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
