import dns from 'node:dns';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { removeTelemetryVariable } from './support/environment';
import { startEmbedded, testDatabase } from './support/gateways';

const { connect } = net.Socket.prototype;
const { lookup } = dns;
const contactedHosts = new Set<string>();

/** The host that the arguments of `connect` name; 'a file' for a Unix socket. */
const hostOf = (args: unknown[]): string => {
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
  if (typeof first !== 'object') return typeof second === 'string' ? second : 'localhost';
  const { host, path } = first as { host?: string; path?: string };
  return path ? 'a file' : (host ?? 'localhost');
};

beforeAll(() => {
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    contactedHosts.add(hostOf(args));
    return Reflect.apply(connect, this, args) as net.Socket;
  } as typeof connect;
  const observedLookup = (name: string, ...rest: unknown[]) => {
    contactedHosts.add(name);
    return Reflect.apply(lookup, dns, [name, ...rest]);
  };
  dns.lookup = observedLookup as never;
});
afterAll(() => {
  net.Socket.prototype.connect = connect;
  dns.lookup = lookup;
});

test('The gateway contacts no other host at its start, during an operation or afterwards', async () => {
  removeTelemetryVariable();
  const database = await testDatabase();
  const gateway = await startEmbedded(database);
  expect((await gateway.ask('{ best { score } }')).status).toBe(200);
  await pause(1500);
  await gateway.close();
  await database.drop();
  const allowed = ['127.0.0.1', 'localhost', new URL(database.url).hostname];
  expect(contactedHosts).toContain('127.0.0.1');
  expect([...contactedHosts].filter((host) => !allowed.includes(host))).toEqual([]);
});
