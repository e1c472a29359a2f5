import { setTimeout as pause } from 'node:timers/promises';
import { send } from './client';

const QUERY = '{ posts(first: 1) { nodes { id title } } }';
/** Of this client alone: it does not share the limits of the attackers. */
const ADDRESS = '198.51.100.7';
/** Time between two requests. */
const INTERVAL_MS = 50;

/** How long another client waited for its responses during an attack, in milliseconds. */
export interface Waiting {
  readonly requests: number;
  readonly failed: number;
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
}

const quantile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** A client that sends a simple query again and again until `stop` is called. */
export const startBystander = (url: string): { stop(): Promise<Waiting> } => {
  const times: number[] = [];
  let failed = 0;
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      try {
        const { status, body } = await send(url, { query: QUERY, address: ADDRESS });
        if (status !== 200 || body?.errors) failed += 1;
      } catch {
        failed += 1;
      }
      times.push(performance.now() - startedAt);
      await pause(INTERVAL_MS);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      const sorted = times.toSorted((a, b) => a - b);
      const [median, p99, longest] = [quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1)];
      return { requests: times.length, failed, median, p99, longest };
    },
  };
};
