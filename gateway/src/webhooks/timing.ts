const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface WebhookTiming {
  /** How often retries and pings are looked for, in milliseconds. New entries wake the worker. */
  readonly pollMs: number;
  /** After a worker has died, its endpoints are taken over this long after its last sign of life. More than two attempts take. */
  readonly leaseMs: number;
  /** An endpoint makes way for others after this long. */
  readonly turnMs: number;
  /** For one attempt as a whole. */
  readonly timeoutMs: number;
  /** Pauses between attempts. There is one attempt more than pauses. */
  readonly retriesMs: readonly number[];
}

export const DEFAULT_WEBHOOK_TIMING: WebhookTiming = {
  pollMs: SECOND,
  leaseMs: MINUTE,
  turnMs: 20 * SECOND,
  timeoutMs: 15 * SECOND,
  retriesMs: [...[5 * SECOND, 5 * MINUTE, 30 * MINUTE], ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)],
};
