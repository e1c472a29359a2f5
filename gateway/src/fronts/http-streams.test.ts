import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { EVENT_STREAM } from './event-stream';
import { sendText } from './http-streams';

test('A client that reads nothing of a result is disconnected, and one that reads gets all of it', async () => {
  const http = fastify({ forceCloseConnections: true });
  const text = 'x'.repeat(20_000_000);
  const closed: boolean[] = [];
  http.get('/', (_, reply) => {
    reply.raw.on('close', () => closed.push(true));
    sendText(reply, EVENT_STREAM, text, 500);
  });
  await http.listen({ port: 0, host: '127.0.0.1' });
  /** Connects, waits, and then reads to the end. Returns how much there was. */
  const lengthAfter = async (waits: () => Promise<void>): Promise<number> => {
    const socket = connect((http.server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    await waits();
    let length = 0;
    socket.on('data', (chunk: Buffer) => (length += chunk.length));
    await once(socket, 'close');
    return length;
  };
  const untilClosed = async (): Promise<void> => {
    while (closed.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  expect(await lengthAfter(untilClosed)).toBeLessThan(text.length);
  expect(await lengthAfter(async () => undefined)).toBeGreaterThan(text.length);
  await http.close();
});
