import { CallFailure, FaultCode } from '@wizness/kernel';
import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from 'cockatiel';
import type { SendFetch } from './subgraph-fetch';

export interface CircuitBreakerOptions {
  readonly service: string;
  /** Failures in a row after which the subgraph is no longer asked. */
  readonly maxFailures: number;
  /** How long it is not asked. Then one fetch is let through; if it succeeds, all are. In milliseconds. */
  readonly pauseMs: number;
  readonly onChange: (state: string) => void;
}

export const DEFAULT_BREAKER = { maxFailures: 10, pauseMs: 5000 } as const;

/** Faults of the subgraph. An error inside a response is none, and neither is an operation that ended early. */
const isFault = (error: unknown): boolean =>
  error instanceof CallFailure && (error.code === FaultCode.SUBGRAPH_UNAVAILABLE || error.code === FaultCode.TIMEOUT);

type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

/** Stops asking a subgraph that fails, so that clients do not wait for its deadline and it can recover. */
export const withCircuitBreaker = (send: SendFetch, options: CircuitBreakerOptions): SendFetch => {
  const { service, maxFailures, pauseMs, onChange } = options;
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(maxFailures) });
  breaker.onStateChange((state) => onChange(CircuitState[state].toLowerCase()));
  return async (fetch) => {
    try {
      // Only a rejection counts as a failure.
      const outcome = await breaker.execute(async (): Promise<Outcome<Awaited<ReturnType<SendFetch>>>> => {
        try {
          return { result: await send(fetch) };
        } catch (error) {
          if (isFault(error) && !fetch.signal.aborted) throw error;
          return { error };
        }
      });
      if ('error' in outcome) throw outcome.error;
      return outcome.result;
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new CallFailure(FaultCode.SUBGRAPH_UNAVAILABLE, `${service} has failed ${maxFailures} times in a row.`);
    }
  };
};
