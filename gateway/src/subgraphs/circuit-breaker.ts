import { CallFailure, FaultCode } from '@wizness/kernel';
import type { FetchedResponse } from '../engine/run/run-fetch';
import type { SendFetch } from './subgraph-fetch';

export interface CircuitBreakerOptions {
  readonly service: string;
  /** Failures in a row after which the subgraph is no longer asked. */
  readonly maxFailures: number;
  /** How long it is not asked. Then one fetch is let through; if it succeeds, all are. In milliseconds. */
  readonly pauseMs: number;
  readonly onChange: (state: 'closed' | 'open' | 'halfopen') => void;
}

export const DEFAULT_BREAKER = { maxFailures: 10, pauseMs: 5000 } as const;

/** Faults of the subgraph. An error inside a response is none, and neither is an operation that ended early. */
const isFault = (error: unknown): boolean =>
  error instanceof CallFailure && (error.code === FaultCode.SUBGRAPH_UNAVAILABLE || error.code === FaultCode.TIMEOUT);

/**
 * Stops asking a subgraph that fails, so that clients do not wait for its deadline and it can recover. Written here, because a
 * library for it cost more than all the rest that is added to a fetch; while all is well, it is one comparison.
 */
export const withCircuitBreaker = (send: SendFetch, options: CircuitBreakerOptions): SendFetch => {
  const { service, maxFailures, pauseMs, onChange } = options;
  let failures = 0;
  /** On the clock of `performance.now()`; null while the circuit is closed. */
  let openedAt: number | null = null;
  /** The fetch that finds out whether the subgraph has recovered. */
  let probe: Promise<unknown> | null = null;

  const succeeded = (response: FetchedResponse): FetchedResponse => {
    failures = 0;
    return response;
  };
  const attempt: SendFetch = (fetch) =>
    send(fetch).then(succeeded, (error: unknown) => {
      // A fetch that was given up says nothing about the subgraph.
      if (!fetch.context.cancellation.reason) failures = isFault(error) ? failures + 1 : 0;
      if (openedAt === null && failures >= maxFailures) {
        openedAt = performance.now();
        onChange('open');
      }
      throw error;
    });
  const tryAgain: SendFetch = async (fetch) => {
    onChange('halfopen');
    const sent = attempt(fetch);
    probe = sent;
    try {
      return await sent;
    } finally {
      probe = null;
      if (failures === 0) openedAt = null;
      else if (!fetch.context.cancellation.reason) openedAt = performance.now();
      onChange(failures === 0 ? 'closed' : 'open');
    }
  };
  const sendWhileOpen: SendFetch = async (fetch) => {
    if (openedAt === null) return attempt(fetch);
    if (probe) {
      // What it finds out is worth waiting for.
      await probe.catch(() => undefined);
      return sendWhileOpen(fetch);
    }
    if (performance.now() - openedAt >= pauseMs) return tryAgain(fetch);
    throw new CallFailure(FaultCode.SUBGRAPH_UNAVAILABLE, `${service} has failed ${maxFailures} times in a row.`);
  };
  return (fetch) => (openedAt === null ? attempt(fetch) : sendWhileOpen(fetch));
};
