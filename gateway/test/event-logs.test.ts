import { content, PostKind, TextFormat } from '@wizness/content';
import {
  BACKGROUND_TIMEOUTS,
  anonymous,
  callLocally,
  type CallProcedure,
  catalogue,
  eventsProcedure,
  logCursors,
  type NatsLink,
  newestEventProcedure,
  openNats,
  proceduresOf,
  systemClock,
} from '@wizness/kernel';
import {
  describeWithNats,
  type NatsServer,
  startNatsServer,
  type TestDatabase,
  waitUntil,
} from '@wizness/kernel/testing';
import { type EventLogs, openEventLogs, openNatsAt } from '../src/subgraphs/event-logs';
import { quiet, testDatabase } from './support/gateways';

const EVENTS = 20;
const NOWHERE = { read: async () => [] };

/** Calls of the procedures that read the log. Without NATS, the service answers all that wait with the same statements. */
describeWithNats('Gateways that read the event logs from NATS', () => {
  let server: NatsServer;
  let database: TestDatabase;
  let nats: NatsLink;
  let running: Awaited<ReturnType<typeof content.open>>;
  let call: CallProcedure;
  let calls = 0;
  const open = new Set<EventLogs>();

  beforeAll(async () => {
    [server, database] = await Promise.all([startNatsServer(), testDatabase()]);
    nats = openNats(server.url, 'content', quiet);
    const settings = content.settings.parse({});
    running = await content.open({
      database: { url: database.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
      settings,
      log: quiet,
    });
    await running.startWork({ sources: Object.fromEntries(catalogue.map(({ name }) => [name, NOWHERE])), nats });
    const own = callLocally(proceduresOf(content, running, { clock: systemClock, log: quiet }));
    call = (procedure, ...rest) => {
      if ([newestEventProcedure, eventsProcedure].some(({ name }) => name === procedure.name)) calls += 1;
      return own(procedure, ...rest);
    };
  });
  afterEach(async () => {
    await Promise.all([...open].map((logs) => logs.close()));
    open.clear();
  });
  afterAll(async () => {
    await running.close();
    await nats.close();
    await server.close();
    await database.drop();
  });

  const publish = async (slug: string): Promise<void> => {
    const post = { kind: PostKind.NEWS, lang: 'en', title: slug, slug } as const;
    const body = { source: 'Some words.', format: TextFormat.PLAIN };
    const { inTransaction } = running.createContext({ identity: anonymous, clock: systemClock });
    await inTransaction(({ stores }) => stores.posts.publish({ ...post, body }));
  };

  /** A gateway's view of the log, and the ends of the log that it was told of. */
  const openGateway = async (natsUrl: string | undefined) => {
    const services = [{ service: 'content', call }];
    const logs = openEventLogs({ services, accessOwner: 'none', timeoutMs: 5000, nats: openNatsAt(natsUrl, quiet) });
    open.add(logs);
    const tail = logs.tailOf('content');
    let end = await tail.newest();
    const stop = new AbortController();
    const follow = async (): Promise<void> => {
      for (let next: string | null = end; next !== null; next = await tail.waitBeyond(end, stop.signal)) end = next;
    };
    void follow();
    return { end: () => end, stop: () => stop.abort() };
  };

  const openGateways = (count: number, natsUrl: string | undefined) =>
    Promise.all(Array.from({ length: count }, () => openGateway(natsUrl)));
  type Gateways = Awaited<ReturnType<typeof openGateways>>;

  /** Publishes a post, and waits until each gateway knows. */
  const announce = async (gateways: Gateways, slug: string): Promise<void> => {
    await publish(slug);
    const position = await running.events.newest();
    await waitUntil(() => gateways.every(({ end }) => Number(end().split('.')[1]) === position));
  };

  /** How often the log is asked while gateways get events, once they follow it, and the seconds that this took. */
  const callsWith = async (count: number, natsUrl: string | undefined) => {
    const gateways = await openGateways(count, natsUrl);
    const name = `${natsUrl ? 'nats' : 'service'}-${count}`;
    const isReady = async (): Promise<boolean> => {
      const before = calls;
      await announce(gateways, `${name}-${before}-first`);
      return natsUrl === undefined || calls === before;
    };
    // Until it follows the copy, a gateway asks the service.
    await waitUntil(isReady);
    calls = 0;
    const start = performance.now();
    for (let number = 0; number < EVENTS; number += 1) await announce(gateways, `${name}-${number}`);
    const [found, seconds] = [calls, (performance.now() - start) / 1000];
    for (const { stop } of gateways) stop();
    return { found, seconds };
  };

  test('Ask the service for no event, however many gateways there are', async () => {
    for (const count of [1, 2])
      expect((await callsWith(count, undefined)).found).toBeGreaterThanOrEqual(count * EVENTS);
    for (const count of [1, 2, 5]) {
      const { found, seconds } = await callsWith(count, server.url);
      // On a busy machine, an event takes longer than the second after which a gateway asks whether the relay still runs.
      expect(found).toBeLessThan(EVENTS / 2 + count * seconds);
    }
  });

  test('Know of each event while NATS is killed, emptied, and does not respond', async () => {
    const gateways = await openGateways(2, server.url);
    await announce(gateways, 'before');
    await server.restart();
    await announce(gateways, 'killed');
    await server.restart(true);
    await announce(gateways, 'emptied');
    server.suspend();
    await announce(gateways, 'suspended');
    server.resume();
    await announce(gateways, 'resumed');
    await server.kill();
    await announce(gateways, 'gone');
    await server.restart();
    await announce(gateways, 'back');
    const newest = logCursors('content').encode(await running.events.newest());
    expect(gateways.map(({ end }) => end())).toEqual([newest, newest]);
    for (const { stop } of gateways) stop();
  });
});
