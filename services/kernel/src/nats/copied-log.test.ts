import { type OpenEventLog, openEventLog, silentLog } from '../../test/support/event-log';
import { describeWithNats, type NatsServer, startNatsServer } from '../../test/support/nats-server';
import { NEVER_MS, waitUntil } from '../../test/support/wait-until';
import { type CopiedLog, followCopy } from './copied-log';
import { openStream, streamOf, subjectOf, textOf } from './log-copy';
import { type NatsLink, openNats } from './nats-link';
import { startRelay } from './relay';

const SERVICE = 'origin';

describeWithNats('The copy of an event log in NATS', () => {
  let open: OpenEventLog;
  let server: NatsServer;
  let nats: NatsLink;
  let copy: CopiedLog;
  const session = () => {
    const found = nats.session();
    if (!found) throw new Error('There is no connection.');
    return found;
  };
  beforeAll(async () => {
    [open, server] = await Promise.all([openEventLog(), startNatsServer({ user: 'me', pass: 'a pass/word' })]);
    nats = openNats(server.url, 'test', silentLog);
    await waitUntil(() => nats.session() !== null);
  });
  beforeEach(async () => {
    await openStream(session(), SERVICE);
    copy = followCopy(SERVICE, nats);
  });
  afterEach(async () => {
    await copy.close();
    await open.reset();
    await waitUntil(() => nats.session() !== null);
    await session().manager.streams.delete(streamOf(SERVICE));
  });
  afterAll(async () => {
    await nats.close();
    await server.close();
    await open.close();
  });

  const publish = async (position: number, type = 'Happened'): Promise<void> => {
    const event = { position, type, subject: 'thing_1', payload: {}, occurredAt: new Date(0) };
    const { manager, client } = session();
    const { state } = await manager.streams.info(streamOf(SERVICE));
    await client.publish(subjectOf(SERVICE), textOf(event), {
      msgID: String(position),
      expect: { lastSequence: state.last_seq },
    });
  };
  const untilNewest = (position: number | null) => waitUntil(() => copy.newest() === position);
  const positionsAfter = (after: number, limit = 2000) =>
    copy.read(after, limit)?.map(({ position }) => position) ?? null;

  test('has the events from the newest one of the stream on, as they are in the log', async () => {
    await open.appendMany(3);
    const lease = { acquire: async () => true };
    const relay = startRelay({ service: SERVICE, source: open.log.events, lease, nats, pollMs: 20, log: silentLog });
    await untilNewest(3);
    await open.appendMany(3);
    await untilNewest(6);
    await relay.stop();
    expect(copy.read(3, 2)).toEqual(await open.log.events.read(3, 2));
    expect(positionsAfter(2)).toEqual([3, 4, 5, 6]);
    expect(positionsAfter(6)).toEqual([]);
    // Older ones are read from the service.
    expect(positionsAfter(1)).toBeNull();
  });

  test('does not skip events that are missing in the stream', async () => {
    await publish(1);
    await publish(2);
    await publish(5);
    await untilNewest(5);
    expect(positionsAfter(2)).toBeNull();
    expect(positionsAfter(4)).toEqual([5]);
  });

  test('skips an event that is published twice, and follows a log that was replaced', async () => {
    await publish(1);
    await publish(2);
    await untilNewest(2);
    await session().manager.streams.delete(streamOf(SERVICE));
    await openStream(session(), SERVICE);
    await publish(2);
    await publish(3);
    await untilNewest(3);
    expect(positionsAfter(1)).toEqual([2, 3]);
    await session().manager.streams.delete(streamOf(SERVICE));
    await openStream(session(), SERVICE);
    await publish(2, 'Other');
    await untilNewest(2);
    expect(copy.read(1, 5)).toMatchObject([{ position: 2, type: 'Other' }]);
    expect(positionsAfter(0)).toBeNull();
  });

  test('holds a bounded number of events', async () => {
    await publish(1);
    await untilNewest(1);
    const { client } = session();
    const text = (position: number) =>
      textOf({ position, type: 'Happened', subject: 'thing_1', payload: {}, occurredAt: new Date(0) });
    const rest = Array.from({ length: 1500 }, (_, index) => index + 2);
    await Promise.all(
      rest.map((position) => client.publish(subjectOf(SERVICE), text(position), { msgID: String(position) })),
    );
    await untilNewest(1501);
    expect(positionsAfter(1501 - 1024)).toHaveLength(1024);
    expect(positionsAfter(1501 - 1025)).toBeNull();
  });

  test('is not believed while NATS does not respond, and again when it does', async () => {
    await publish(1);
    await untilNewest(1);
    server.suspend();
    await copy.waitBeyond(1, 20_000);
    expect(copy.newest()).toBeNull();
    server.resume();
    await untilNewest(1);
    await publish(2);
    await untilNewest(2);
    await server.restart();
    await waitUntil(() => nats.session() !== null);
    await publish(3);
    await untilNewest(3);
    expect(positionsAfter(1)).toEqual([2, 3]);
  });

  test('wakes who waits for a new event', async () => {
    await publish(1);
    await untilNewest(1);
    const waiting = copy.waitBeyond(1, NEVER_MS);
    await publish(2);
    await waiting;
    expect(copy.newest()).toBe(2);
    await copy.waitBeyond(1, NEVER_MS);
  });
});

test('Credentials for NATS are not logged, nor in errors', async () => {
  const lines: string[] = [];
  const log = {
    ...silentLog,
    warn: (...args: unknown[]) => void lines.push(String(args[0] && (args[0] as { err: Error }).err.stack)),
  };
  const nats = openNats('nats://someone:hunter2@127.0.0.1:1', 'test', log as never);
  await waitUntil(() => lines.length > 0);
  await nats.close();
  expect(nats.session()).toBeNull();
  expect(lines).toHaveLength(1);
  expect(lines.join()).not.toMatch(/hunter2|someone/);
});
