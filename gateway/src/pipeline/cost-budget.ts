import { FaultCode, type Identity, networkOf } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What a caller may still spend. */
export interface Allowance {
  /** Cost that a caller may spend in one minute. */
  readonly limit: number;
  /** What is left of it now. It grows evenly. */
  readonly remaining: number;
  /** Seconds until all of it is there again. */
  readonly resetSeconds: number;
  /** Seconds after which the operation can be sent again; 0 if it may run. */
  readonly retryAfter: number;
}

/** Takes the cost of an operation from the budget of a caller, or nothing if it is too much. */
export type TakeCost = (caller: string, cost: number) => Allowance;

interface Budget {
  remaining: number;
  /** In milliseconds. */
  at: number;
}

/** Those that were seen last. Another caller begins with a full budget. */
const MAX_CALLERS = 100_000;
const MINUTE_MS = 60_000;

/**
 * A budget of `perMinute` for each caller, which fills up evenly (a token bucket). It belongs to this process: another
 * gateway has its own.
 * @param now in milliseconds, never going back.
 */
export const createCostBudgets = (perMinute: number, now: () => number = () => performance.now()): TakeCost => {
  const budgets = new LRUCache<string, Budget>({ max: MAX_CALLERS });
  const perMs = perMinute / MINUTE_MS;
  return (caller, cost) => {
    const at = now();
    const known = budgets.get(caller);
    const available = known ? Math.min(perMinute, known.remaining + (at - known.at) * perMs) : perMinute;
    // What costs more than a minute allows would never run.
    const taken = Math.min(cost, perMinute);
    const isAllowed = taken <= available;
    const remaining = isAllowed ? available - taken : available;
    budgets.set(caller, { remaining, at });
    return {
      limit: perMinute,
      remaining: Math.floor(remaining),
      resetSeconds: Math.ceil((perMinute - remaining) / perMs / 1000),
      retryAfter: isAllowed ? 0 : Math.ceil((taken - available) / perMs / 1000),
    };
  };
};

/** Whose budget an operation is taken from: an API key, a member, or the network of a client; null for calls from inside. */
export const callerOf = ({ apiKeyId, memberId, clientAddress }: Identity): string | null => {
  if (apiKeyId) return `key ${apiKeyId}`;
  if (memberId) return `member ${memberId}`;
  return clientAddress ? `address ${networkOf(clientAddress)}` : null;
};

/** Headers of a response: the budget of the caller (IETF draft "RateLimit header fields for HTTP", version 06). */
export const rateLimitHeaders = ({ limit, remaining, resetSeconds }: Allowance): [string, string][] => [
  ['ratelimit-policy', `${limit};w=60`],
  ['ratelimit-limit', `${limit}`],
  ['ratelimit-remaining', `${remaining}`],
  ['ratelimit-reset', `${resetSeconds}`],
];

/** The error (status 429) for an operation that the budget of its caller does not allow. */
export const budgetExceeded = (cost: number, { limit, remaining, retryAfter }: Allowance): GraphQLError =>
  new GraphQLError(
    `The cost of this operation is ${cost}; ${remaining} of your ${limit} per minute is left. Send it again in ${retryAfter} s, or ask for smaller pages.`,
    { extensions: { code: FaultCode.RATE_LIMITED, cost, remaining, limit, retryAfter, http: { status: 429 } } },
  );
