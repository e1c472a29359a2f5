import { echo, type OpenEventLog, openEventLog, origin, silentLog } from '../../test/support/event-log';
import { anonymous, IDENTITY_HEADER, signIdentity } from '../access/identity';
import { createSubgraphServer } from '../http/serve';
import type { EventSource } from './event-source';
import { httpEventSource } from './events-procedure';
import { deleteExpiredEvents } from './retention';

const secret = new TextEncoder().encode('a secret that is long enough to sign with');
const otherSecret = new TextEncoder().encode('another secret that is long enough to sign');

describe('an event source', () => {
  let open: OpenEventLog;
  let server: ReturnType<typeof createSubgraphServer>;
  let url: string;
  let sources: readonly EventSource[];

  beforeAll(async () => {
    open = await openEventLog();
    server = createSubgraphServer(origin, open.log, { secret, log: silentLog });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    sources = [open.log.events, httpEventSource({ service: 'origin', url, secret })];
    await open.appendMany(6);
    await deleteExpiredEvents(open.db, new Date('2026-01-01T00:00:03Z'));
  });
  afterAll(async () => {
    await server.close();
    await open.close();
  });

  const outcome = (after: number, limit: number) => (source: EventSource) =>
    source.read(after, limit).then(
      (events) => ({ events }),
      ({ message, extensions }) => ({ message, extensions }),
    );

  test.each([
    ['events', 2, 3, { events: [{ position: 3 }, { position: 4 }, { position: 5 }] }],
    ['no events', 6, 3, { events: [] }],
    ['CURSOR_EXPIRED', 0, 3, { extensions: { code: 'CURSOR_EXPIRED', oldest: 3 } }],
    ['INVALID_CURSOR', 7, 3, { extensions: { code: 'INVALID_CURSOR', newest: 6 } }],
    ['BAD_USER_INPUT for a negative position', -1, 3, { extensions: { code: 'BAD_USER_INPUT' } }],
    ['BAD_USER_INPUT for a limit of 0', 2, 0, { extensions: { code: 'BAD_USER_INPUT' } }],
  ])('returns the same by function call and over HTTP: %s', async (_, after, limit, expected) => {
    const [called, fetched] = await Promise.all(sources.map(outcome(after, limit)));
    expect(called).toMatchObject(expected);
    expect(fetched).toEqual(called);
  });

  test('throws if the secrets differ', async () => {
    const source = httpEventSource({ service: 'origin', url, secret: otherSecret });
    await expect(source.read(2, 1)).rejects.toThrow(/SUBGRAPH_SECRET/);
  });

  test('throws if the service has no event log', async () => {
    const withoutLog = await open.open(echo());
    await expect(withoutLog.events.read(0, 1)).rejects.toThrow('echo has no event log.');
  });

  test('ends a read over HTTP when its signal aborts', async () => {
    const aborted = AbortSignal.abort(new Error('stopped'));
    await expect(httpEventSource({ service: 'origin', url, secret }).read(2, 1, aborted)).rejects.toThrow('stopped');
  });

  describe('GET /events', () => {
    const READ = { service: 'origin', method: 'GET', path: '/events?after=2', body: '' };
    const get = (token?: string) =>
      server.inject({ url: READ.path, headers: token ? { [IDENTITY_HEADER]: token } : {} });

    test('returns 401 without a signature, with another secret, and with the signature of another request', async () => {
      const refused = [
        undefined,
        'nonsense',
        signIdentity(anonymous, READ, otherSecret),
        signIdentity(anonymous, { ...READ, path: '/events?after=0' }, secret),
        signIdentity({ memberId: 'member_1', roles: ['ADMIN'], scopes: [] }, { ...READ, method: 'POST' }, secret),
        signIdentity(anonymous, { ...READ, service: 'echo' }, secret),
      ];
      for (const token of refused) {
        const response = await get(token);
        expect(response.statusCode).toBe(401);
        expect(response.json().events).toBeUndefined();
      }
      expect((await get(signIdentity(anonymous, READ, secret))).statusCode).toBe(200);
    });

    test('checks the signature before the parameters', async () => {
      expect((await server.inject('/events?after=x')).statusCode).toBe(401);
      expect((await server.inject('/events')).statusCode).toBe(401);
    });

    test('has a signature that does not work for /graphql', async () => {
      const headers = { [IDENTITY_HEADER]: signIdentity(anonymous, READ, secret) };
      const response = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers,
        payload: { query: '{ nothing }' },
      });
      expect(response.statusCode).toBe(401);
    });
  });
});
