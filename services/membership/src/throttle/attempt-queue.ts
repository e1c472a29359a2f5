import type { Counter } from './throttle-counter';

/**
 * Lets attempts on one counter run only a few at a time, in this process. The others wait for their turn. Each attempt so
 * sees the failures before it, and a thousand concurrent guesses are no more than a few; yet correct attempts, however
 * many at once, all succeed.
 */
export class AttemptQueue {
  private readonly lanes = new Map<string, Lane>();

  /** Runs `work` when it is its turn for all counters. */
  async run<Result>(counters: readonly Counter[], work: () => Promise<Result>): Promise<Result> {
    // In one order, so that two attempts never wait for each other.
    const ordered = counters.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    const enter = ([counter, ...others]: readonly Counter[]): Promise<Result> =>
      counter ? this.inTurn(counter, () => enter(others)) : work();
    return enter(ordered);
  }

  private async inTurn<Result>({ key, atOnce }: Counter, work: () => Promise<Result>): Promise<Result> {
    const lane = this.lanes.get(key) ?? { running: 0, waiting: [] };
    this.lanes.set(key, lane);
    if (lane.running < atOnce) lane.running += 1;
    else await new Promise<void>((proceed) => lane.waiting.push(proceed));
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) this.lanes.delete(key);
      }
    }
  }
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}
