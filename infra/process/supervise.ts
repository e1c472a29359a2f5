import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@wizness/kernel';

/** A process that is started again when it ends. */
interface Supervised {
  readonly pid: number | undefined;
  /** How it ended, such as "exit code 1" or "signal SIGKILL". Never rejects. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface Supervision<Process extends Supervised> {
  readonly name: string;
  readonly start: () => Promise<Process>;
  readonly log: Logger;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/** A process that has run for this long counts as healthy: after its end, the first wait applies again. */
const HEALTHY_MS = 60_000;

/**
 * Starts a process, and again each time it ends, after waits that double. Rejects if the first start fails. `stop` stops it for
 * good.
 */
export const supervise = async <Process extends Supervised>({
  name,
  start,
  log,
}: Supervision<Process>): Promise<{ readonly first: Process; stop(): Promise<void> }> => {
  const first = await start();
  log.info({ process: name, processId: first.pid }, 'the process has been started');
  let current = first;
  let startedAt = performance.now();
  let waitMs = FIRST_WAIT_MS;
  const stopping = new AbortController();
  const { signal } = stopping;

  const restart = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      try {
        current = await start();
        startedAt = performance.now();
        log.warn({ process: name, processId: current.pid }, 'the process has been started again');
        return;
      } catch (error) {
        log.error({ err: error, process: name, waitMs }, 'the process could not be started');
      }
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const how = await current.ended;
      if (signal.aborted) return;
      if (performance.now() - startedAt > HEALTHY_MS) waitMs = FIRST_WAIT_MS;
      log.error({ process: name, how, waitMs }, 'the process has ended and will be started again');
      await restart();
    }
  };

  const finished = run();
  return {
    first,
    stop: async () => {
      stopping.abort();
      await current.stop();
      // A start in progress is completed.
      await finished;
      await current.stop();
    },
  };
};
