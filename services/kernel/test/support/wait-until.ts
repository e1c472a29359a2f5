import { setTimeout as pause } from 'node:timers/promises';

/** Long, because a busy machine takes many times as long as an idle one. */
const LIMIT_MS = 180_000;

/** A delay that ends after the limit of every test: of what must not be waited for. In milliseconds. */
export const NEVER_MS = 3_600_000;

/**
 * Waits until `attempt` returns something that is not false, null or undefined, and returns it: for effects that come later, as
 * those of the event log. Rejects after three minutes.
 */
export const waitUntil = async <Result>(
  attempt: () => Promise<Result> | Result,
): Promise<Exclude<Result, false | null | undefined>> => {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const result = await attempt();
    if (result !== false && result !== null && result !== undefined) {
      return result as Exclude<Result, false | null | undefined>;
    }
    if (performance.now() > deadline) throw new Error(`Still ${String(result)} after three minutes.`);
    await pause(20);
  }
};
