import {
  fastTiming,
  type OpenEventLog,
  openEventLog,
  origin,
  positions,
  silentLog,
} from '../../test/support/event-log';
import { describeWithNats, type NatsServer, startNatsServer } from '../../test/support/nats-server';
import { waitUntil } from '../../test/support/wait-until';
import { POSITION_HEADER, readLast, streamOf, subjectOf } from './log-copy';
import { type NatsLink, openNats } from './nats-link';
import { startRelay } from './relay';

const SERVICE = 'origin';

describeWithNats('The relay of an event log to NATS', () => {
  let open: OpenEventLog;
  let server: NatsServer;
  let nats: NatsLink;
  const session = () => {
    const found = nats.session();
    if (!found) throw new Error('There is no connection.');
    return found;
  };
  beforeAll(async () => {
    [open, server] = await Promise.all([openEventLog(), startNatsServer()]);
    nats = openNats(server.url, 'test', silentLog);
    await waitUntil(() => nats.session() !== null);
  });
  afterEach(async () => {
    await open.reset();
    await waitUntil(() => nats.session() !== null);
    await session().manager.streams.delete(streamOf(SERVICE));
  });
  afterAll(async () => {
    await nats.close();
    await server.close();
    await open.close();
  });

  /** A relay that holds the lease, whoever else does. */
  const relay = (lease = { acquire: async () => true }) =>
    startRelay({ service: SERVICE, source: open.log.events, lease, nats, pollMs: 20, log: silentLog });
  const lastPosition = async () => (await readLast(session(), SERVICE))?.position ?? 0;
  const untilCopied = (position: number) => waitUntil(async () => (await lastPosition().catch(() => 0)) === position);
  /** The positions in the stream, in its order. */
  const copied = async (): Promise<number[]> => {
    const { state } = await session().manager.streams.info(streamOf(SERVICE));
    const found: number[] = [];
    for (let sequence = state.first_seq; sequence <= state.last_seq; sequence += 1) {
      const message = await session().manager.streams.getMessage(streamOf(SERVICE), { seq: sequence });
      found.push(Number(message?.header.get(POSITION_HEADER)));
    }
    return found;
  };

  test('begins with the newest event, and adds each new one once and in order', async () => {
    await open.appendMany(3);
    const running = relay();
    await untilCopied(3);
    await open.appendMany(30);
    await untilCopied(33);
    expect(running.position()).toBe(33);
    await running.stop();
    expect(await copied()).toEqual(positions(3, 33));
    expect((await readLast(session(), SERVICE))?.text).toContain('"type":"Happened","subject":"thing_1"');
  });

  test('continues where another one has stopped', async () => {
    await open.append();
    const first = relay();
    await untilCopied(1);
    await first.stop();
    await open.appendMany(4);
    const second = relay();
    await untilCopied(5);
    await second.stop();
    expect(await copied()).toEqual(positions(1, 5));
  });

  test('adds each event once although several relays run without a lease', async () => {
    await open.append();
    const running = [relay(), relay(), relay()];
    await untilCopied(1);
    await open.appendMany(40);
    await untilCopied(41);
    await Promise.all(running.map((each) => each.stop()));
    expect(await copied()).toEqual(positions(1, 41));
  });

  test('runs in one of the processes of a service', async () => {
    await open.append();
    const others = [await open.open(origin), await open.open(origin)];
    for (const each of others) await each.startWork({ sources: {}, nats, timing: fastTiming });
    await untilCopied(1);
    await open.appendMany(5);
    await untilCopied(6);
    const figures = await Promise.all(others.map((each) => each.figures()));
    expect(figures.map(({ relayPosition }) => relayPosition).toSorted()).toEqual([6, null]);
    // The lease is one of the connection.
    await open.terminate('wizness-origin-consumers');
    await open.append();
    await untilCopied(7);
  });

  test('goes on after NATS was killed, did not respond, and lost its storage', async () => {
    await open.append();
    const running = relay();
    await untilCopied(1);
    await server.restart();
    await open.append();
    await untilCopied(2);
    server.suspend();
    await open.appendMany(2);
    server.resume();
    await untilCopied(4);
    expect(await copied()).toEqual(positions(1, 4));
    await server.restart(true);
    await open.append();
    await untilCopied(5);
    await open.append();
    await untilCopied(6);
    await running.stop();
    // It begins with the event that was the newest when the stream was created again: 4 or 5.
    expect((await copied()).slice(-2)).toEqual([5, 6]);
  });

  test('goes on after the stream was emptied', async () => {
    await open.appendMany(2);
    const first = relay();
    await untilCopied(2);
    await session().manager.streams.purge(streamOf(SERVICE));
    await open.append();
    await untilCopied(3);
    await first.stop();
    await session().manager.streams.purge(streamOf(SERVICE));
    // The stream still knows the id 3.
    const second = relay();
    await open.append();
    await untilCopied(4);
    await second.stop();
    expect(await copied()).toEqual([4]);
  });

  test('begins again when the log was replaced by an older one with other events', async () => {
    await open.appendMany(5);
    const first = relay();
    await untilCopied(5);
    await open.db.query('DELETE FROM events WHERE position > 2');
    await untilCopied(2);
    await open.append('Other');
    await untilCopied(3);
    await first.stop();
    expect(await copied()).toEqual([2, 3]);
    await open.db.query('DELETE FROM events WHERE position > 2');
    await open.append('Third');
    const second = relay();
    await waitUntil(
      async () => (await readLast(session(), SERVICE).catch(() => null))?.text.includes('Third') ?? false,
    );
    await second.stop();
    expect(await copied()).toEqual([3]);
  });

  test('sends the position alone of an event that is larger than a message may be', async () => {
    await open.append();
    const list = ['x'.repeat(1_100_000)];
    await open.db.query(`INSERT INTO events SELECT 2, 'Changed', 'thing_1', $1, now(), now()`, [
      JSON.stringify({ by: 'me', list }),
    ]);
    const running = relay();
    await untilCopied(2);
    await open.append();
    await untilCopied(3);
    await running.stop();
    expect(await copied()).toEqual([2, 3]);
    const message = await session().manager.streams.getMessage(streamOf(SERVICE), { seq: 1 });
    expect(message?.data).toHaveLength(0);
    expect(message?.subject).toBe(subjectOf(SERVICE));
  });
});
