import { type OpenEventLog, openEventLog, positions } from '../../test/support/event-log';
import { readEvents } from './read-events';
import { continueRestoredLog } from './restored-log';
import { deleteExpiredEvents } from './retention';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

describe('the event log', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterEach(() => open.reset());
  afterAll(() => open.close());

  const appendOn = async (...days: number[]): Promise<void> => {
    for (const number of days) await open.append('Happened', { ...open.clock, now: () => day(number) });
  };
  const read = async (after: number, limit = 100, types?: string[]) =>
    (await readEvents(open.db, { after, limit, types })).map(({ position }) => position);

  describe('when it is read', () => {
    test('returns up to `limit` events after a position, in order', async () => {
      await open.appendMany(12);
      expect(await read(0)).toEqual(positions(1, 12));
      expect(await read(4, 3)).toEqual([5, 6, 7]);
      expect(await read(12)).toEqual([]);
    });

    test('returns only the given types', async () => {
      for (const type of ['Happened', 'Other', 'Happened', 'Third'] as const) await open.append(type);
      expect(await read(0, 100, ['Happened', 'Third'])).toEqual([1, 3, 4]);
      expect(await read(0, 2, ['Happened', 'Third'])).toEqual([1, 3]);
      expect(await read(4, 2, ['Happened'])).toEqual([]);
      expect(await read(0, 2, [])).toEqual([]);
    });

    test('returns no events while it is empty', async () => {
      expect(await read(0)).toEqual([]);
    });

    test.each([
      [-1, 1],
      [0.5, 1],
      [Number.NaN, 1],
      [0, 0],
      [0, 1001],
      [0, 1.5],
    ])('throws BAD_USER_INPUT for the position %p with the limit %p', async (after, limit) => {
      await expect(read(after, limit)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    });

    test('throws CURSOR_EXPIRED with the oldest position held if events after the cursor were deleted', async () => {
      await appendOn(1, 2, 3, 4);
      expect(await deleteExpiredEvents(open.db, day(3))).toBe(2);
      for (const after of [0, 1]) {
        await expect(read(after)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED', oldest: 3 } });
        await expect(read(after, 1, ['Other'])).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
      }
      expect(await read(2)).toEqual([3, 4]);
    });

    test('throws INVALID_CURSOR with the newest position for a cursor beyond its end', async () => {
      await appendOn(1, 2);
      await expect(read(3)).rejects.toMatchObject({ extensions: { code: 'INVALID_CURSOR', newest: 2 } });
    });

    test('throws INVALID_CURSOR for a cursor in the gap that a restore left, and continues from its edges', async () => {
      await appendOn(1, 2);
      await open.db.query(continueRestoredLog('events'));
      await appendOn(3);
      const [mark = 0, next = 0] = await read(2);
      expect([mark > Date.UTC(2026, 0, 1) * 1000, next]).toEqual([true, mark + 1]);
      expect(await Promise.all([0, 1, mark - 1, mark, next].map((after) => read(after)))).toEqual([
        [1, 2, mark, next],
        [2, mark, next],
        [mark, next],
        [next],
        [],
      ]);
      for (const after of [3, 1000, mark - 2]) {
        await expect(read(after)).rejects.toMatchObject({ extensions: { code: 'INVALID_CURSOR', newest: next } });
      }
    });
  });

  describe('when expired events are deleted', () => {
    test('has no gap, even if the clocks of the writers differ', async () => {
      await appendOn(1, 9, 2, 9);
      expect(await deleteExpiredEvents(open.db, day(5))).toBe(1);
      expect(await read(1)).toEqual([2, 3, 4]);
    });

    test('keeps the newest event, so that positions continue', async () => {
      await appendOn(1, 2, 3);
      expect(await deleteExpiredEvents(open.db, day(20))).toBe(2);
      await expect(read(1)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED', oldest: 3 } });
      await open.append();
      expect(await deleteExpiredEvents(open.db, day(1))).toBe(0);
      expect(await read(3)).toEqual([4]);
    });

    test('deletes any number of events', async () => {
      await open.db.query(
        `INSERT INTO events SELECT n, 'Happened', 'thing_1', '{}', $1, $1 FROM generate_series(1, 25000) n`,
        [day(1)],
      );
      expect(await deleteExpiredEvents(open.db, day(2))).toBe(24_999);
      expect(await read(24_999)).toEqual([25_000]);
    });
  });
});
