import type { InternalProcedure, recordDeliveryProcedure } from '@wizness/kernel';
import { DeliveryStatus, WebhookDisabledReason } from './webhook.enums';

type Outcome = typeof recordDeliveryProcedure extends InternalProcedure<infer Input, unknown> ? Input : never;

/** Attempts that fail in a row before first attempts pause. Otherwise an endpoint that is down turns each entry into ten attempts. */
const FAILURES_BEFORE_PAUSE = 5;
/** The first pause in seconds. It doubles with each failure, up to an hour. */
const PAUSE_SECONDS = 5;
const MAX_PAUSE_SECONDS = 3600;

/** Seconds for which first attempts pause after this many failures in a row. */
export const pauseAfter = (failures: number): number =>
  failures < FAILURES_BEFORE_PAUSE
    ? 0
    : Math.min(PAUSE_SECONDS * 2 ** (failures - FAILURES_BEFORE_PAUSE), MAX_PAUSE_SECONDS);

/** State of a delivery after an attempt that is not repeated. */
export const STATUS: Readonly<Record<Outcome['outcome'], DeliveryStatus>> = {
  SUCCEEDED: DeliveryStatus.SUCCEEDED,
  SKIPPED: DeliveryStatus.SKIPPED,
  FAILED: DeliveryStatus.FAILED,
  INVALID: DeliveryStatus.FAILED,
  GONE: DeliveryStatus.FAILED,
};

/**
 * Why an endpoint is disabled after an attempt; null if it is not. One entry that always fails must not disable an endpoint that
 * takes the others. `succeededAt` is of the endpoint, null if nothing has arrived yet; `firstSentAt` is of the entry.
 */
export const disabledReasonOf = (
  { outcome, retryInMs }: Outcome,
  succeededAt: Date | null,
  firstSentAt: Date,
): WebhookDisabledReason | null => {
  if (outcome === 'GONE') return WebhookDisabledReason.GONE;
  if (retryInMs !== null) return null;
  if (succeededAt !== null && succeededAt >= firstSentAt) return null;
  return outcome === 'INVALID' ? WebhookDisabledReason.INVALID : WebhookDisabledReason.EXHAUSTED;
};
