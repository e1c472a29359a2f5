import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { PrimaryClient, primaryDriver } from './primary-client';

/** A message of PostgreSQL (55.7 "Message Formats"): its type, its length and its content. */
const message = (type: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
};

const ACCEPTED = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const FATAL = message(
  'E',
  Buffer.from('SFATAL\0C57P02\0Mterminating connection due to unexpected postmaster exit\0\0'),
);

/** A server that ends in the moment in which it has accepted a client. */
let server: Server;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([ACCEPTED, FATAL])));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

test('A server that ends in the moment in which it accepts a client of a pool fails its statements, not the process', async () => {
  const { port } = server.address() as AddressInfo;
  const pool = new primaryDriver.Pool({ host: '127.0.0.1', port, user: 'nobody', Client: PrimaryClient } as object);
  pool.on('error', () => undefined);
  await expect(pool.query('SELECT 1')).rejects.toThrow(/Connection terminated|not queryable|postmaster exit/);
  await pool.end();
});
