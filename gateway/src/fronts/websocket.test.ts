import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { anonymous, createLogger } from '@wizness/kernel';
import fastify from 'fastify';
import { WebSocket } from 'ws';
import { serveWebSockets } from './websocket';

test('Addresses of one IPv6 /64 network share their connections, and IPv4 addresses have their own', async () => {
  const http = fastify();
  serveWebSockets(http, {
    pipeline: null as never,
    subscribe: null as never,
    authenticate: async () => anonymous,
    requireLiveIdentity: async () => anonymous,
    log: createLogger('gateway', 'silent'),
    trustedProxies: ['127.0.0.1'],
    allowedOrigins: [],
    publicUrl: 'http://127.0.0.1',
    maxConnections: { total: 7, perNetwork: 2 },
  });
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as AddressInfo;
  const open: WebSocket[] = [];
  /** Connects as a client at an address. Returns "open", or the status with which it is refused. */
  const connect = async (address: string): Promise<string> => {
    const headers = { 'x-forwarded-for': address };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { headers });
    open.push(socket);
    const refused = once(socket, 'error').then(([error]) => /\d{3}/.exec((error as Error).message)?.[0] ?? 'error');
    return Promise.race([once(socket, 'open').then(() => 'open'), refused]);
  };
  const network = ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', '2001:db8:0:1:0:a:b:c'];
  expect(await Promise.all(network.slice(0, 2).map(connect))).toEqual(['open', 'open']);
  expect(await connect(network[2] ?? '')).toBe('429');
  expect(await connect('2001:db8:0:2::1')).toBe('open');
  expect(await Promise.all(['192.0.2.1', '192.0.2.1', '192.0.2.2'].map(connect))).toEqual(['open', 'open', 'open']);
  expect(await connect('::ffff:192.0.2.1')).toBe('429');
  expect(await connect('192.0.2.3')).toBe('open');
  expect(await connect('192.0.2.4')).toBe('503');

  const [first] = open;
  first?.terminate();
  await new Promise((resolve) => setTimeout(resolve, 0));
  while ((await connect(network[2] ?? '')) !== 'open') await new Promise((resolve) => setTimeout(resolve, 10));
  for (const socket of open) socket.terminate();
  await http.close();
});
