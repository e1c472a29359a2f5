import { watchLogEnd } from './log-end';

const never = (): AbortSignal => new AbortController().signal;
const LONG_MS = 30_000;

/** A log whose statements are counted, and return when the test says so. */
const createLog = () => {
  const log = { position: 1, statements: 0, error: null as Error | null };
  const held: (() => void)[] = [];
  const end = watchLogEnd(async () => {
    log.statements += 1;
    const { position, error } = log;
    await new Promise<void>((resolve) => held.push(resolve));
    if (error) throw error;
    return position;
  });
  /** Lets the statement that runs return, and all that follows from it happen. */
  const answer = async (): Promise<void> => {
    held.shift()?.();
    await new Promise(setImmediate);
  };
  return { log, end, answer };
};

test('However many wait for the end of a log to move, an event costs the same statements', async () => {
  for (const count of [1, 2, 100]) {
    const { log, end, answer } = createLog();
    const wait = (after: number) => Array.from({ length: count }, () => end.newestAfter(after, LONG_MS, never()));
    const first = wait(1);
    await answer();
    expect(log.statements).toBe(1);
    log.position = 2;
    end.wake();
    await new Promise(setImmediate);
    await answer();
    expect(new Set(await Promise.all(first))).toEqual(new Set([2]));
    const again = wait(2);
    await answer();
    log.position = 3;
    end.wake();
    await new Promise(setImmediate);
    await answer();
    expect(new Set(await Promise.all(again))).toEqual(new Set([3]));
    expect(log.statements).toBe(4);
  }
});

test('Who knows a later end than the statement that runs is not told an older one', async () => {
  const { log, end, answer } = createLog();
  const early = end.newestAfter(0, LONG_MS, never());
  const late = end.newestAfter(2, LONG_MS, never());
  log.position = 3;
  await answer();
  expect(await early).toBe(1);
  await answer();
  expect(await late).toBe(3);
});

test('The position is returned after the wait, and to nobody who has gone', async () => {
  const { end, answer } = createLog();
  const due = end.newestAfter(1, 0, never());
  await answer();
  expect(await due).toBe(1);
  const gone = new AbortController();
  const left = end.newestAfter(1, LONG_MS, gone.signal);
  gone.abort();
  expect(await left).toBe(1);
  expect(await end.newestAfter(1, LONG_MS, gone.signal)).toBe(1);
});

test('A statement that fails ends the waits with its error, and the next wait looks again', async () => {
  const { log, end, answer } = createLog();
  log.error = new Error('The database is down.');
  const waiting = end.newestAfter(1, LONG_MS, never());
  const [refused] = await Promise.allSettled([waiting, answer()]);
  expect(refused).toEqual({ status: 'rejected', reason: log.error });
  log.error = null;
  const again = end.newestAfter(0, LONG_MS, never());
  await answer();
  expect(await again).toBe(1);
});
