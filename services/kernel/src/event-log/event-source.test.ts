import { createSubgraphServer } from '../http/serve';
import { anonymous, IDENTITY_HEADER, signIdentity } from '../access/identity';
import { type Bench, echo, openBench, origin, quiet } from '../../test/support/event-log';
import type { EventSource } from './event-source';
import { deleteExpiredEvents } from './delete-expired-events';
import { httpEventSource } from './http-event-source';

const secret = new TextEncoder().encode('a secret that is long enough to sign with');
const other = new TextEncoder().encode('another secret that is long enough to sign');

describe('the log as other services read it', () => {
  let bench: Bench;
  let server: ReturnType<typeof createSubgraphServer>;
  let url: string;
  let sides: readonly EventSource[];

  beforeAll(async () => {
    bench = await openBench();
    server = createSubgraphServer(origin, bench.log, { secret, log: quiet });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    sides = [bench.log.events, httpEventSource({ owner: 'origin', url, secret })];
    await bench.appendMany(6);
    await deleteExpiredEvents(bench.db, new Date('2026-01-01T00:00:03Z'));
  });
  afterAll(async () => {
    await server.close();
    await bench.close();
  });

  const outcome = (after: number, limit: number) => (source: EventSource) =>
    source.read(after, limit).then(
      (events) => ({ events }),
      ({ message, extensions }) => ({ message, extensions }),
    );

  test.each([
    ['events', 2, 3, { events: [{ position: 3 }, { position: 4 }, { position: 5 }] }],
    ['no events', 6, 3, { events: [] }],
    ['an expired cursor', 0, 3, { extensions: { code: 'CURSOR_EXPIRED', oldest: 3 } }],
    ['a cursor of elsewhere', 7, 3, { extensions: { code: 'INVALID_CURSOR', newest: 6 } }],
    ['a position that is none', -1, 3, { extensions: { code: 'BAD_USER_INPUT' } }],
    ['a limit that is none', 2, 0, { extensions: { code: 'BAD_USER_INPUT' } }],
  ])('answers the same by a call and over HTTP: %s', async (_, after, limit, expected) => {
    const [called, fetched] = await Promise.all(sides.map(outcome(after, limit)));
    expect(called).toMatchObject(expected);
    expect(fetched).toEqual(called);
  });

  const READ = { service: 'origin', method: 'GET', path: '/events?after=2', body: '' };
  const get = (token?: string) => server.inject({ url: READ.path, headers: token ? { [IDENTITY_HEADER]: token } : {} });

  test('is refused without a signature, under another secret, and signed for anything else', async () => {
    const refused = [
      undefined,
      'nonsense',
      await signIdentity(anonymous, READ, other),
      await signIdentity(anonymous, { ...READ, path: '/events?after=0' }, secret),
      await signIdentity({ memberId: 'member_1', roles: ['ADMIN'], scopes: [] }, { ...READ, method: 'POST' }, secret),
      await signIdentity(anonymous, { ...READ, service: 'echo' }, secret),
    ];
    for (const token of refused) {
      const response = await get(token);
      expect(response.statusCode).toBe(401);
      expect(response.json().events).toBeUndefined();
    }
    expect((await get(await signIdentity(anonymous, READ, secret))).statusCode).toBe(200);
  });

  test('refuses a stranger before it judges the request', async () => {
    expect((await server.inject('/events?after=x')).statusCode).toBe(401);
    expect((await server.inject('/events')).statusCode).toBe(401);
  });

  test('a signature for the log does not open the graph', async () => {
    const headers = { [IDENTITY_HEADER]: await signIdentity(anonymous, READ, secret) };
    const response = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload: { query: '{ nothing }' },
    });
    expect(response.statusCode).toBe(401);
  });

  test('says so where the secrets differ, and where a service keeps no log', async () => {
    await expect(httpEventSource({ owner: 'origin', url, secret: other }).read(2, 1)).rejects.toThrow(
      /SUBGRAPH_SECRET/,
    );
    const silent = await bench.open(echo());
    await expect(silent.events.read(0, 1)).rejects.toThrow('echo keeps no log of events.');
  });

  test('a read over HTTP ends when its reader stops', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(httpEventSource({ owner: 'origin', url, secret }).read(2, 1, stopped)).rejects.toThrow('stopped');
  });
});
