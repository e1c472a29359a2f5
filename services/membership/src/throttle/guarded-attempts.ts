import type { AttemptQueue } from './attempt-queue';
import type { Counter } from './throttle-counter';
import type { ThrottleStore } from './throttle.store';

/** An attempt was refused: the caller must wait. In seconds. */
export interface Refused {
  readonly wait: number;
}

/** Attempts to prove a secret, such as a password. Only failures count. */
export class GuardedAttempts {
  constructor(
    private readonly throttles: ThrottleStore,
    private readonly queue: AttemptQueue,
  ) {}

  /**
   * Runs `attempt`, which returns null if it failed. A failure counts on all counters, and a success clears the first of
   * them. Returns how long to wait, without an attempt and without counting it, if any of the counters is locked.
   */
  run<Result>(
    counters: readonly [Counter, ...Counter[]],
    attempt: () => Promise<Result | null>,
  ): Promise<Refused | { readonly result: Result | null }> {
    return this.queue.run(counters, async () => {
      const wait = await this.throttles.secondsLocked(counters);
      if (wait !== null) return { wait };
      const result = await attempt();
      if (result === null) await this.throttles.fail(counters);
      else await this.throttles.clear(counters[0]);
      return { result };
    });
  }
}
