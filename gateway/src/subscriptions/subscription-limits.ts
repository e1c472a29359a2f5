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

/** The error (status 429) for subscriptions that are too expensive. */
const tooExpensive = (cost: number, limit: number): GraphQLError => {
  const message = `With this one, the subscriptions of the caller cost ${cost} for each event, and at most ${limit} is allowed. Select fewer fields, or end one.`;
  return new GraphQLError(message, {
    extensions: { code: FaultCode.RATE_LIMITED, cost, limit, http: { status: 429 } },
  });
};

/** The error (status 429) for a subscription too many. */
const tooManySubscriptions = (owner: string, limit: number): GraphQLError => {
  const message = `${owner} has ${limit} subscriptions, and no more are allowed. End one, try again later, or poll.`;
  return new GraphQLError(message, { extensions: { code: FaultCode.RATE_LIMITED, limit, http: { status: 429 } } });
};

/**
 * Counts subscriptions. The result takes the place of one that costs so much for each event. It throws RATE_LIMITED if there is
 * none, or if those of the caller would cost more than `maxCost` together; it returns what leaves the place.
 */
export const createSubscriptionPlaces = ({ total, perCaller }: SubscriptionLimits, maxCost: number) => {
  const callers = new Map<string, { count: number; cost: number }>();
  let all = 0;
  return (identity: Identity, cost: number): (() => void) => {
    const caller = callerOf(identity) ?? '';
    const own = callers.get(caller) ?? { count: 0, cost: 0 };
    if (own.count >= perCaller) throw tooManySubscriptions('The caller', perCaller);
    if (own.cost + cost > maxCost) throw tooExpensive(own.cost + cost, maxCost);
    if (all >= total) throw tooManySubscriptions('This server', total);
    callers.set(caller, own);
    own.count += 1;
    own.cost += cost;
    all += 1;
    return () => {
      all -= 1;
      own.count -= 1;
      own.cost -= cost;
      if (own.count === 0) callers.delete(caller);
    };
  };
};
