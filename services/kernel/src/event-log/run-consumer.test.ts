import { setTimeout as pause } from 'node:timers/promises';
import {
  echo,
  fastTiming,
  managerOf,
  type OpenEventLog,
  openEventLog,
  positions,
  silentLog,
  testConsumer,
  type TestConsumer,
  withReadHooks,
  writeEffect,
} from '../../test/support/event-log';
import { NEVER_MS, waitUntil } from '../../test/support/wait-until';
import { systemClock } from '../values/clock';
import type { ConsumerLease } from './consumer-lease';
import { runConsumer } from './run-consumer';

describe('a consumer', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterEach(() => open.reset());
  afterAll(() => open.close());

  const waitForEffects = (count: number) => waitUntil(async () => (await open.effects()).length >= count);

  test('handles every event once, in order, including those appended while it runs', async () => {
    await open.appendMany(12);
    const running = await open.start();
    await waitForEffects(12);
    await open.appendMany(3);
    await waitForEffects(15);
    await running.close();
    expect(await open.effects()).toEqual(positions(1, 15));
    expect(await open.checkpoint()).toBe(15);
  });

  test('continues at its checkpoint after a restart', async () => {
    await open.appendMany(3);
    await (await open.start()).close();
    const again = await open.start();
    await waitForEffects(3);
    await again.close();
    expect(await open.effects()).toEqual([1, 2, 3]);
  });

  test('is woken by a new event before its next poll', async () => {
    let reads = 0;
    const source = withReadHooks(open.log.events, { after: () => (reads += 1) });
    const running = await open.start({}, { pollMs: NEVER_MS }, source);
    await waitUntil(() => reads >= 2);
    await open.append();
    await waitForEffects(1);
    await running.close();
    expect(await open.effects()).toEqual([1]);
  });

  test('polls without a wake-up, and reconnects after its connection was terminated', async () => {
    const running = await open.start();
    await open.append();
    await waitForEffects(1);
    await open.terminate('wizness-echo-consumers');
    await open.append();
    await waitForEffects(2);
    await open.db.query(`INSERT INTO events VALUES (3, 'Happened', 'thing_1', '{}', now())`);
    await waitForEffects(3);
    await running.close();
    expect(await open.effects()).toEqual([1, 2, 3]);
  });

  test('retries a failed event with increasing delays, and handles no later event before', async () => {
    const attempts: number[] = [];
    await open.appendMany(3);
    const running = await open.start(
      {
        handle: async (tx, { position }) => {
          await writeEffect(tx, position);
          if (position !== 2) return;
          attempts.push(performance.now());
          if (attempts.length < 7) throw new Error('not yet');
        },
      },
      { firstRetryMs: 20, longestRetryMs: 80 },
    );
    await waitForEffects(3);
    await running.close();
    expect(await open.effects()).toEqual([1, 2, 3]);
    // The first attempts, with other events, show which one fails. Each of the others is alone.
    const alone = attempts.slice(2);
    const delays = alone.slice(1).map((time, index) => time - (alone[index] ?? 0));
    for (const [index, least] of [20, 40, 80, 80].entries()) expect(delays[index]).toBeGreaterThanOrEqual(least - 2);
  });

  test('does not retry a failed event earlier because new events arrive', async () => {
    let attempts = 0;
    await open.append();
    const running = await open.start(
      {
        handle: async () => {
          attempts += 1;
          throw new Error('never');
        },
      },
      { firstRetryMs: 60_000, longestRetryMs: 60_000 },
    );
    await waitUntil(() => attempts === 1);
    await open.appendMany(5);
    await pause(100);
    await running.close();
    expect({ attempts, effects: await open.effects() }).toEqual({ attempts: 1, effects: [] });
  });

  test('skips the types that it does not handle, and does not read them again', async () => {
    for (const type of ['Happened', 'Other', 'Happened', 'Other', 'Other', 'Other'] as const) await open.append(type);
    const running = await open.start({ types: ['Happened'] });
    await waitUntil(async () => (await open.checkpoint()) === 6);
    await running.close();
    expect(await open.effects()).toEqual([1, 3]);
  });

  test('stops at an event whose payload does not match its schema, and handles nothing after it', async () => {
    await open.append();
    await open.db.query(`INSERT INTO events VALUES (2, 'Changed', 'thing_1', '{"by": 7}', now())`);
    await open.append();
    let reads = 0;
    const source = withReadHooks(open.log.events, { before: () => (reads += 1) });
    const running = await open.start({}, {}, source);
    await waitUntil(() => reads > 4);
    await running.close();
    expect(await open.effects()).toEqual([1]);
    expect(await open.checkpoint()).toBe(1);
  });

  test('runs in one process at a time; another one takes over when it ends', async () => {
    const ran: string[] = [];
    const named = (name: string): TestConsumer => ({
      handle: async (tx, { position }) => {
        ran.push(name);
        await writeEffect(tx, position);
        await pause(Math.random() * 4);
      },
    });
    const first = await open.start(named('first'));
    await open.append();
    await waitForEffects(1);
    let reads = 0;
    const source = withReadHooks(open.log.events, { before: () => (reads += 1) });
    const second = await open.start(named('second'), {}, source);
    await open.appendMany(20);
    await waitForEffects(21);
    expect({ reads, ran: new Set(ran) }).toEqual({ reads: 0, ran: new Set(['first']) });
    await first.close();
    await open.appendMany(5);
    await waitForEffects(26);
    await second.close();
    expect(await open.effects()).toEqual(positions(1, 26));
    expect(ran.slice(21)).toEqual(Array(5).fill('second'));
  });

  test('writes each effect once even if several processes believe that they hold the lease', async () => {
    const lease: ConsumerLease = { acquire: async () => true };
    const db = managerOf(await open.open(echo(), 6));
    await open.appendMany(40);
    const consumer = testConsumer({
      handle: async (tx, { position }) => {
        await pause(Math.random() * 4);
        await writeEffect(tx, position);
      },
    });
    const timing = { ...fastTiming, batch: 7, firstRetryMs: 1, longestRetryMs: 2 };
    const runs = [1, 2, 3].map(() =>
      runConsumer({ consumer, source: open.log.events, db, lease, clock: systemClock, timing, log: silentLog }),
    );
    await waitUntil(async () => (await open.checkpoint()) === 40);
    await Promise.all(runs.map((run) => run.stop()));
    expect(await open.effects()).toEqual(positions(1, 40));
  });

  test('finishes the event that it is handling before it stops', async () => {
    let begun = 0;
    await open.appendMany(5);
    const running = await open.start({
      handle: async (tx, { position }) => {
        begun += 1;
        await pause(150);
        await writeEffect(tx, position);
      },
    });
    await waitUntil(() => begun === 2);
    await running.close();
    expect({ begun, effects: await open.effects() }).toEqual({ begun: 2, effects: [1, 2] });
    await pause(200);
    expect(begun).toBe(2);
  });

  test.each([
    ['waits for its next poll', { pollMs: NEVER_MS }, {}],
    [
      'waits for a retry',
      { firstRetryMs: 60_000, longestRetryMs: 60_000 },
      { before: () => Promise.reject(new Error('down')) },
    ],
  ])('stops at once while it %s', async (_, timing, fault) => {
    let reads = 0;
    const source = withReadHooks(open.log.events, {
      before: () => {
        reads += 1;
        return 'before' in fault ? fault.before() : undefined;
      },
    });
    const running = await open.start({}, timing, source);
    await waitUntil(() => reads > 0);
    await pause(50);
    const start = performance.now();
    await running.close();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
