import { FaultCode, type Identity } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { callerOf } from '../pipeline/cost-budget';

export interface SubscriptionLimits {
  /** Subscriptions that one process serves at the same time. */
  readonly total: number;
  /** The same for one API key, member, or network of anonymous clients. */
  readonly perCaller: number;
}

export const DEFAULT_SUBSCRIPTION_LIMITS: SubscriptionLimits = { total: 10_000, perCaller: 100 };

/** The error (status 429) for a subscription too many. */
const tooManySubscriptions = (owner: string, limit: number): GraphQLError => {
  const message = `${owner} has ${limit} subscriptions, and no more are allowed. End one, try again later, or poll.`;
  return new GraphQLError(message, { extensions: { code: FaultCode.RATE_LIMITED, limit, http: { status: 429 } } });
};

/**
 * Counts subscriptions. The result takes the place of one, and throws RATE_LIMITED if there is none; it returns what leaves the
 * place.
 */
export const createSubscriptionPlaces = ({ total, perCaller }: SubscriptionLimits) => {
  const counts = new Map<string, number>();
  let all = 0;
  return (identity: Identity): (() => void) => {
    const caller = callerOf(identity) ?? '';
    const own = counts.get(caller) ?? 0;
    if (own >= perCaller) throw tooManySubscriptions('The caller', perCaller);
    if (all >= total) throw tooManySubscriptions('This server', total);
    counts.set(caller, own + 1);
    all += 1;
    return () => {
      all -= 1;
      const left = (counts.get(caller) ?? 1) - 1;
      if (left > 0) counts.set(caller, left);
      else counts.delete(caller);
    };
  };
};
