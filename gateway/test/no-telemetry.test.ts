import dns from 'node:dns';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { forgetTelemetrySetting } from './support/environment';
import { startEmbedded, testDatabase } from './support/gateways';

const { connect } = net.Socket.prototype;
const { lookup } = dns;
const wanted = new Set<string>();

/** Where a call of `connect` wants to go: to a port of a host, or to a file. */
const hostOf = (args: unknown[]): string => {
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
  if (typeof first !== 'object') return typeof second === 'string' ? second : 'localhost';
  const { host, path } = first as { host?: string; path?: string };
  return path ? 'a file' : (host ?? 'localhost');
};

beforeAll(() => {
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    wanted.add(hostOf(args));
    return Reflect.apply(connect, this, args) as net.Socket;
  } as typeof connect;
  const watched = (name: string, ...rest: unknown[]) => {
    wanted.add(name);
    return Reflect.apply(lookup, dns, [name, ...rest]);
  };
  dns.lookup = watched as never;
});
afterAll(() => {
  net.Socket.prototype.connect = connect;
  dns.lookup = lookup;
});

test('nothing leaves the machine: not at the start, not for an operation, not for a while after', async () => {
  forgetTelemetrySetting();
  const database = await testDatabase();
  const gateway = await startEmbedded(database);
  expect((await gateway.ask('{ best { score } }')).status).toBe(200);
  await pause(1500);
  await gateway.close();
  await database.drop();
  const allowed = ['127.0.0.1', 'localhost', new URL(database.url).hostname];
  expect(wanted).toContain('127.0.0.1');
  expect([...wanted].filter((host) => !allowed.includes(host))).toEqual([]);
});
