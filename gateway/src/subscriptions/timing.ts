export interface SubscriptionTiming {
  /** Longest time between two messages to a subscriber, in milliseconds. */
  readonly heartbeatMs: number;
  /** How often the credential of a subscriber is checked. */
  readonly identityCheckMs: number;
  /** Pause before a log that could not be read is read again. */
  readonly retryMs: number;
  /** A client that has read nothing for this long is disconnected. It can continue after the last cursor that it got. */
  readonly stalledMs: number;
  /** After a new supergraph, each subscription moves to it at a random time within this. */
  readonly reloadMs: number;
}

export const DEFAULT_SUBSCRIPTION_TIMING: SubscriptionTiming = {
  heartbeatMs: 10_000,
  identityCheckMs: 60_000,
  retryMs: 1000,
  stalledMs: 30_000,
  reloadMs: 30_000,
};
