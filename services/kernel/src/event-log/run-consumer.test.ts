import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../values/clock';
import {
  around,
  type Bench,
  echo,
  fast,
  leave,
  managerOf,
  openBench,
  positions,
  quiet,
  until,
} from '../../test/support/event-log';
import type { LogWatch } from './consumer-lease';
import { runConsumer } from './run-consumer';

describe('a consumer', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.empty());
  afterAll(() => bench.close());

  const settled = (count: number) => until(async () => (await bench.effects()).length >= count);

  test('handles every event once, in order, and those that follow', async () => {
    await bench.appendMany(12);
    const running = await bench.start();
    await settled(12);
    await bench.appendMany(3);
    await settled(15);
    await running.close();
    expect(await bench.effects()).toEqual(positions(1, 15));
    expect(await bench.checkpoint()).toBe(15);
  });

  test('goes on where it was', async () => {
    await bench.appendMany(3);
    await (await bench.start()).close();
    const again = await bench.start();
    await settled(3);
    await again.close();
    expect(await bench.effects()).toEqual([1, 2, 3]);
  });

  test('is woken by an event, long before it would look', async () => {
    let reads = 0;
    const source = around(bench.log.events, { after: () => (reads += 1) });
    const running = await bench.start({}, { pollMs: 60_000 }, source);
    await until(() => reads >= 2);
    await bench.append();
    await settled(1);
    await running.close();
    expect(await bench.effects()).toEqual([1]);
  });

  test('looks by itself where nothing wakes it, and again after its connection was lost', async () => {
    const running = await bench.start();
    await bench.append();
    await settled(1);
    await bench.cut('wizness-echo-consumers');
    await bench.append();
    await settled(2);
    await bench.db.query(`INSERT INTO events VALUES (3, 'Happened', 'thing_1', '{}', now())`);
    await settled(3);
    await running.close();
    expect(await bench.effects()).toEqual([1, 2, 3]);
  });

  test('tries a failing event again, later each time, and lets none pass it', async () => {
    const tries: number[] = [];
    await bench.appendMany(3);
    const running = await bench.start(
      {
        handle: async (tx, { position }) => {
          await leave(tx, position);
          if (position !== 2) return;
          tries.push(performance.now());
          if (tries.length < 5) throw new Error('not yet');
        },
      },
      { firstRetryMs: 20, longestRetryMs: 80 },
    );
    await settled(3);
    await running.close();
    expect(await bench.effects()).toEqual([1, 2, 3]);
    const waits = tries.slice(1).map((time, index) => time - (tries[index] ?? 0));
    for (const [index, least] of [20, 40, 80, 80].entries()) expect(waits[index]).toBeGreaterThanOrEqual(least - 2);
  });

  test('does not try a failing event sooner because others follow', async () => {
    let tries = 0;
    await bench.append();
    const running = await bench.start(
      {
        handle: async () => {
          tries += 1;
          throw new Error('never');
        },
      },
      { firstRetryMs: 60_000, longestRetryMs: 60_000 },
    );
    await until(() => tries === 1);
    await bench.appendMany(5);
    await pause(100);
    await running.close();
    expect({ tries, effects: await bench.effects() }).toEqual({ tries: 1, effects: [] });
  });

  test('passes by the types that it does not want, and does not come back to them', async () => {
    for (const type of ['Wanted', 'Other', 'Wanted', 'Other', 'Other', 'Other']) await bench.append(type);
    const running = await bench.start({ types: ['Wanted'] });
    await until(async () => (await bench.checkpoint()) === 6);
    await running.close();
    expect(await bench.effects()).toEqual([1, 3]);
  });

  test('runs in one process at a time; another takes over when that one ends', async () => {
    const ran: string[] = [];
    const named = (name: string) => ({
      handle: async (tx: Parameters<typeof leave>[0], { position }: { position: number }) => {
        ran.push(name);
        await leave(tx, position);
        await pause(Math.random() * 4);
      },
    });
    const first = await bench.start(named('first'));
    await bench.append();
    await settled(1);
    let reads = 0;
    const watched = around(bench.log.events, { before: () => (reads += 1) });
    const second = await bench.start(named('second'), {}, watched);
    await bench.appendMany(20);
    await settled(21);
    expect({ reads, ran: new Set(ran) }).toEqual({ reads: 0, ran: new Set(['first']) });
    await first.close();
    await bench.appendMany(5);
    await settled(26);
    await second.close();
    expect(await bench.effects()).toEqual(positions(1, 26));
    expect(ran.slice(21)).toEqual(Array(5).fill('second'));
  });

  test('has each effect once even where two believe that it is theirs to run', async () => {
    const watch: LogWatch = { holds: async () => true, close: async () => undefined };
    const db = managerOf(await bench.open(echo(), 6));
    await bench.appendMany(40);
    const runs = [1, 2, 3].map(() =>
      runConsumer({
        consumer: {
          name: 'echo-origin',
          source: 'origin',
          handle: async (tx, { position }) => {
            await pause(Math.random() * 4);
            await leave(tx, position);
          },
        },
        source: bench.log.events,
        db,
        watch,
        clock: systemClock,
        pace: { ...fast, batch: 7, firstRetryMs: 1, longestRetryMs: 2 },
        log: quiet,
      }),
    );
    await until(async () => (await bench.checkpoint()) === 40);
    await Promise.all(runs.map((run) => run.stop()));
    expect(await bench.effects()).toEqual(positions(1, 40));
  });

  test('stops after the event at hand, which it finishes', async () => {
    let begun = 0;
    await bench.appendMany(5);
    const running = await bench.start({
      handle: async (tx, { position }) => {
        begun += 1;
        await pause(150);
        await leave(tx, position);
      },
    });
    await until(() => begun === 2);
    await running.close();
    expect({ begun, effects: await bench.effects() }).toEqual({ begun: 2, effects: [1, 2] });
    await pause(200);
    expect(begun).toBe(2);
  });

  test.each([
    ['polls', { pollMs: 60_000 }, {}],
    [
      'waits to try again',
      { firstRetryMs: 60_000, longestRetryMs: 60_000 },
      { before: () => Promise.reject(new Error('down')) },
    ],
  ])('stops at once while it %s', async (_, pace, fault) => {
    let reads = 0;
    const source = around(bench.log.events, {
      before: () => {
        reads += 1;
        return 'before' in fault ? fault.before() : undefined;
      },
    });
    const running = await bench.start({}, pace, source);
    await until(() => reads > 0);
    await pause(50);
    const start = performance.now();
    await running.close();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
