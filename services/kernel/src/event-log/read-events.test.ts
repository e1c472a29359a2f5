import { type Bench, openBench, positions } from '../../test/support/event-log';
import { deleteExpiredEvents } from './delete-expired-events';
import { readEvents } from './read-events';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

describe('reading the log', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.empty());
  afterAll(() => bench.close());

  const appendOn = (...days: number[]) =>
    days.reduce(async (before, number) => {
      await before;
      await bench.append('Happened', 'thing_1', { ...bench.clock, now: () => day(number) });
    }, Promise.resolve());
  const read = async (after: number, limit = 100, types?: string[]) =>
    (await readEvents(bench.db, { after, limit, types })).map(({ position }) => position);

  test('answers what comes after a position, in order, as many as asked', async () => {
    await bench.appendMany(12);
    expect(await read(0)).toEqual(positions(1, 12));
    expect(await read(4, 3)).toEqual([5, 6, 7]);
    expect(await read(12)).toEqual([]);
  });

  test('answers only the types asked for', async () => {
    for (const type of ['One', 'Two', 'One', 'Three']) await bench.append(type);
    expect(await read(0, 100, ['One', 'Three'])).toEqual([1, 3, 4]);
    expect(await read(0, 2, ['One', 'Three'])).toEqual([1, 3]);
    expect(await read(4, 2, ['One'])).toEqual([]);
    expect(await read(0, 2, [])).toEqual([]);
  });

  test('answers nothing of an empty log', async () => {
    expect(await read(0)).toEqual([]);
  });

  test.each([
    [-1, 1],
    [0.5, 1],
    [Number.NaN, 1],
    [0, 0],
    [0, 1001],
    [0, 1.5],
  ])('refuses the range after %p, limit %p', async (after, limit) => {
    await expect(read(after, limit)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('refuses a cursor whose events are forgotten, and says the oldest still held', async () => {
    await appendOn(1, 2, 3, 4);
    expect(await deleteExpiredEvents(bench.db, day(3))).toBe(2);
    for (const after of [0, 1]) {
      await expect(read(after)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED', oldest: 3 } });
      await expect(read(after, 1, ['Other'])).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    }
    expect(await read(2)).toEqual([3, 4]);
  });

  test('refuses a cursor that the log never reached', async () => {
    await appendOn(1, 2);
    await expect(read(3)).rejects.toMatchObject({ extensions: { code: 'INVALID_CURSOR', newest: 2 } });
  });

  test('forgets no hole into the log where the clocks of the writers differ', async () => {
    await appendOn(1, 9, 2, 9);
    expect(await deleteExpiredEvents(bench.db, day(5))).toBe(1);
    expect(await read(1)).toEqual([2, 3, 4]);
  });

  test('keeps the newest event, however old, so that positions go on and no cursor starts from now', async () => {
    await appendOn(1, 2, 3);
    expect(await deleteExpiredEvents(bench.db, day(20))).toBe(2);
    await expect(read(1)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED', oldest: 3 } });
    await bench.append();
    expect(await deleteExpiredEvents(bench.db, day(1))).toBe(0);
    expect(await read(3)).toEqual([4]);
  });

  test('forgets any number of events', async () => {
    await bench.db.query(
      `INSERT INTO events SELECT n, 'Old', 'thing_1', '{}', $1, $1 FROM generate_series(1, 25000) n`,
      [day(1)],
    );
    expect(await deleteExpiredEvents(bench.db, day(2))).toBe(24_999);
    expect(await read(24_999)).toEqual([25_000]);
  });
});
