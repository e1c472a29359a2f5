import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Cancellation } from '../pipeline/cancellation';
import { HttpConnections } from './http-connections';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
const TIMEOUT = new Error('too late');
const MAX = 2;

let server: Server;
let sockets: Socket[];
/** What the server has received, by connection. */
let received: string[];
let respond: (socket: Socket) => void;
let connections: HttpConnections;
/** Emits `request` for each. */
let events: EventEmitter;

beforeEach(async () => {
  events = new EventEmitter();
  sockets = [];
  received = [];
  respond = (socket) => socket.write(OK);
  server = createServer((socket) => {
    const index = sockets.push(socket) - 1;
    received.push('');
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      received[index] += bytes.toString();
      respond(socket);
      events.emit('request');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  connections = new HttpConnections(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), MAX);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  connections.close();
  await new Promise((done) => server.close(done));
});

const post = (body = '{"a":"é"}', cancellation = new Cancellation(), timeoutMs = 60_000) =>
  connections.post({
    path: '/graphql',
    headers: 'x-name: value\r\n',
    body,
    timeoutMs,
    timeoutReason: TIMEOUT,
    maxResponseBytes: 1000,
    cancellation,
  });

test('Requests use one connection one after the other', async () => {
  expect(await post()).toEqual({ status: 200, text: '{}', isPlain: true });
  expect(await post('{}')).toMatchObject({ status: 200 });
  const { host } = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const start = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\ncontent-type: application/json\r\nx-name: value\r\n`;
  expect(received).toEqual([`${start}content-length: 10\r\n\r\n{"a":"é"}${start}content-length: 2\r\n\r\n{}`]);
});

test('At most as many connections are open as allowed; further requests wait for a free one', async () => {
  respond = () => {};
  const responses = [post('1'), post('2'), post('3'), post('4')];
  for (let count = 0; count < MAX; count += 1) await once(events, 'request');
  respond = (socket) => socket.write(OK);
  for (const socket of sockets) socket.write(OK);
  expect(await Promise.all(responses)).toHaveLength(4);
  expect(sockets).toHaveLength(MAX);
});

test('A request fails at its deadline, also while it waits for a connection', async () => {
  respond = () => {};
  const first = [post('1'), post('2')].map((each) => each.catch((error: unknown) => error));
  for (let count = 0; count < MAX; count += 1) await once(events, 'request');
  await expect(post('3', new Cancellation(), 1)).rejects.toBe(TIMEOUT);
  for (const socket of sockets) socket.write(OK);
  expect(await Promise.all(first)).toMatchObject([{ status: 200 }, { status: 200 }]);
  await expect(post('4', new Cancellation(), 1)).rejects.toBe(TIMEOUT);
});

test('A cancelled request closes its connection, and the next one has a new one', async () => {
  respond = () => {};
  const cancellation = new Cancellation();
  const reason = new Error('the client has gone');
  const cancelled = post('1', cancellation);
  await once(events, 'request');
  const closed = new Promise((done) => sockets[0]?.once('close', done));
  cancellation.abort(reason);
  await expect(cancelled).rejects.toBe(reason);
  await closed;
  respond = (socket) => socket.write(OK);
  expect(await post()).toMatchObject({ status: 200 });
  expect(sockets).toHaveLength(2);
});

test('A connection that the server closes, or says that it will close, is not used again', async () => {
  respond = (socket) => socket.end(OK.replace('content-length', 'connection: close\r\ncontent-length'));
  expect(await post()).toMatchObject({ status: 200 });
  respond = (socket) => socket.write(OK.replace('content-length', 'keep-alive: timeout=1\r\ncontent-length'));
  expect(await post()).toMatchObject({ status: 200 });
  respond = (socket) => socket.write(OK);
  expect(await post()).toMatchObject({ status: 200 });
  expect(sockets).toHaveLength(3);
});

test('What a server sends without a request is the response to none', async () => {
  expect(await post()).toMatchObject({ text: '{}' });
  const closed = new Promise((done) => sockets[0]?.once('close', done));
  sockets[0]?.write(OK.replace('{}', '[]'));
  await closed;
  expect(await post()).toMatchObject({ text: '{}' });
});

test('A connection that is lost before the response is complete fails the request', async () => {
  respond = (socket) => socket.end(OK.slice(0, -1));
  await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
  respond = (socket) => socket.resetAndDestroy();
  await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('A server that cannot be reached fails the request', async () => {
  const closed = createServer();
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
  const { port } = closed.address() as AddressInfo;
  await new Promise((done) => closed.close(done));
  connections = new HttpConnections(new URL(`http://127.0.0.1:${port}`), MAX);
  await expect(post()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('A response may come in several pieces', async () => {
  const text = JSON.stringify('é'.repeat(200));
  respond = (socket) => {
    const bytes = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    socket.write(bytes.subarray(0, 100));
    setImmediate(() => socket.write(bytes.subarray(100)));
  };
  expect((await post()).text).toBe(text);
});

test('Once closed, requests fail: in flight, waiting for a connection, and later', async () => {
  respond = () => {};
  const requests = [post('1'), post('2'), post('3')];
  const failures = Promise.allSettled(requests);
  for (let count = 0; count < MAX; count += 1) await once(events, 'request');
  connections.close();
  const failed = { status: 'rejected', reason: { code: 'ECONNRESET' } };
  expect(await failures).toMatchObject([failed, failed, failed]);
  await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
});
