import fc from 'fast-check';
import {
  echo,
  type OpenEventLog,
  openEventLog,
  positions,
  type TestConsumer,
  writeEffect,
} from '../../test/support/event-log';
import { waitUntil } from '../../test/support/wait-until';

type Handled = readonly { readonly position: number }[];

/** How a consumer writes the effects of its events: one by one, or with one statement for all. */
const WAYS = ['handle', 'handleAll'] as const;

describe('A consumer that handles events in batches', () => {
  let open: OpenEventLog;
  /** The positions with which the handler was called, by call. */
  const calls: number[][] = [];
  beforeAll(async () => {
    open = await openEventLog();
  });
  beforeEach(() => calls.splice(0));
  afterEach(() => open.reset());
  afterAll(() => open.close());

  /** Writes the effects of the events, and fails after those before the first for which `isFaulty` is true. */
  const consumer = (way: (typeof WAYS)[number], isFaulty: (position: number) => boolean): TestConsumer => {
    const write = async (tx: Parameters<typeof writeEffect>[0], events: Handled): Promise<void> => {
      calls.push(events.map(({ position }) => position));
      for (const { position } of events) {
        if (isFaulty(position)) throw new Error('poison');
        await writeEffect(tx, position);
      }
    };
    return way === 'handle' ? { handle: (tx, event) => write(tx, [event]) } : { handleAll: write };
  };
  const appendAll = (count: number) =>
    open.db.query(
      `INSERT INTO events SELECT n, 'Happened', 'thing_1', '{}', now() FROM generate_series(1, $1::integer) n`,
      [count],
    );
  const catchUp = async (tested: TestConsumer): Promise<void> => {
    const running = await open.open(echo(tested));
    await running.catchUp({ origin: open.log.events }, open.clock);
  };

  test.each(WAYS)('writes the effects of many events in few transactions (%s)', async (way) => {
    await appendAll(1000);
    await catchUp(consumer(way, () => false));
    expect(await open.effects()).toEqual(positions(1, 1000));
    expect(await open.transactions()).toBeLessThan(100);
  });

  test.each(WAYS)('isolates the faulty event: all before it are written, none after it (%s)', async (way) => {
    await appendAll(100);
    const fails = catchUp(consumer(way, (position) => position === 77));
    await expect(fails).rejects.toThrow('Event 77 (Happened of thing_1) failed.');
    expect(await open.effects()).toEqual(positions(1, 76));
    expect(await open.checkpoint()).toBe(76);
    expect(calls.at(-1)).toEqual([77]);
  });

  test.each(WAYS)('continues with larger batches once the faulty event succeeds (%s)', async (way) => {
    await appendAll(40);
    let attempts = 0;
    const faulty = (position: number) => position === 20 && (attempts += 1) < 8;
    const running = await open.start(consumer(way, faulty), { batch: 40, firstRetryMs: 1, longestRetryMs: 2 });
    await waitUntil(async () => (await open.checkpoint()) === 40);
    await running.close();
    expect(await open.effects()).toEqual(positions(1, 40));
    // The events after the faulty one are written in few transactions.
    expect(await open.transactions()).toBeLessThan(30);
  });

  test('has no more events in a transaction than it allows', async () => {
    await appendAll(20);
    await catchUp({ ...consumer('handleAll', () => false), maxBatch: 3 });
    expect(Math.max(...calls.map((call) => call.length))).toBe(3);
    expect(await open.effects()).toEqual(positions(1, 20));
  });

  test('commits what it has handled when a transaction has taken long enough', async () => {
    await appendAll(5);
    /** The effects that others see when an event is handled. */
    const seen: number[][] = [];
    const running = await open.start(
      {
        handle: async (tx, { position }) => {
          seen.push(await open.effects());
          await tx.query('SELECT pg_sleep(0.05)');
          await writeEffect(tx, position);
        },
      },
      { transactionMs: 1 },
    );
    await waitUntil(async () => (await open.effects()).length === 5);
    await running.close();
    expect(seen).toEqual([[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]);
  });

  test('writes each effect once and in order, whichever events fail and how often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WAYS),
        fc.integer({ min: 1, max: 12 }),
        fc.dictionary(fc.integer({ min: 1, max: 30 }).map(String), fc.integer({ min: 1, max: 4 }), { maxKeys: 4 }),
        async (way, batch, failures) => {
          await open.reset();
          await appendAll(30);
          const left = new Map(Object.entries(failures));
          const isFaulty = (position: number): boolean => {
            const count = left.get(String(position)) ?? 0;
            left.set(String(position), count - 1);
            return count > 0;
          };
          const running = await open.start(consumer(way, isFaulty), { batch, firstRetryMs: 1, longestRetryMs: 2 });
          await waitUntil(async () => (await open.checkpoint()) === 30);
          await running.close();
          expect(await open.effects()).toEqual(positions(1, 30));
        },
      ),
      { numRuns: 25 },
    );
  });
});
