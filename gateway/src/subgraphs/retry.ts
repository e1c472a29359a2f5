import { SubgraphFailure } from './subgraph-failure';
import type { SendFetch } from './subgraph-fetch';

/** Retries that may be made in a row, and the share of fetches that may be retried in the long run. */
const BUDGET = { burst: 10, share: 0.1 } as const;

/**
 * Sends a query once more if its connection was reset, or if a proxy answered that the subgraph is not there (502 to 504). A
 * mutation is never sent twice. While most fetches fail there are no retries, which would add to the load.
 */
export const withRetry = (send: SendFetch): SendFetch => {
  let budget: number = BUDGET.burst;
  return (fetch) => {
    budget = Math.min(BUDGET.burst, budget + BUDGET.share);
    return send(fetch).catch((error: unknown) => {
      const isRetryable = error instanceof SubgraphFailure && error.isTransient && fetch.fetch.operation === 'query';
      if (!isRetryable || budget < 1 || fetch.context.cancellation.reason) throw error;
      budget -= 1;
      return send(fetch);
    });
  };
};
