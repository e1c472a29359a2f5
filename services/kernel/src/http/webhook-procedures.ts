import { z } from 'zod';
import { internalProcedure } from './procedure';

const DELIVERY = z.object({
  id: z.string(),
  /** Position of the entry in the log; null for a ping. */
  position: z.int().nullable(),
  /** Attempts so far. */
  attempts: z.int(),
});

const WEBHOOK = z.object({
  id: z.string(),
  memberId: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  /** The literal of a PostFilter. */
  filter: z.string().nullable(),
  /** A selection set on PostEvent, followed by the fragments that it uses; null for the thin payload. */
  query: z.string().nullable(),
  format: z.enum(['STANDARD', 'CLOUDEVENTS']),
  /** What the credential that last changed the endpoint was allowed to do. */
  scopes: z.array(z.string()),
  /** The new one first. Each is the base64 text of `whsec_…`. */
  secrets: z.array(z.string()),
  /** Entries up to this position have had their first attempt. */
  position: z.int(),
  /** Whether entries behind `position` may be sent now. */
  isCurrent: z.boolean(),
  /** Deliveries whose next attempt is due, the oldest first. */
  due: z.array(DELIVERY),
});

export type ClaimedDelivery = z.output<typeof DELIVERY>;
export type ClaimedWebhook = z.output<typeof WEBHOOK>;

const HELD = z.object({
  /** Whether the lease was still the caller's. False: nothing was written, and nothing more may be sent. */
  held: z.boolean(),
  /** Whether the next entry may be sent at once. */
  continues: z.boolean(),
});

const LEASE = { webhookId: z.string(), lease: z.uuid(), leaseSeconds: z.int().min(1) };

/**
 * `POST /claim-webhooks`: takes endpoints that have something to send. No other caller gets them until `leaseSeconds` have
 * passed since the last call with the lease, or they are released.
 */
export const claimWebhooksProcedure = internalProcedure(
  'claim-webhooks',
  z.object({
    lease: z.uuid(),
    leaseSeconds: z.int().min(1),
    limit: z.int().min(1).max(100),
    /** Whether to count the endpoints whose secrets this process cannot make. */
    checksKeys: z.boolean().default(false),
  }),
  z.object({ webhooks: z.array(WEBHOOK), otherKeys: z.int().nullable() }),
);

/** `POST /record-delivery`: writes the outcome of one attempt, and extends the lease. */
export const recordDeliveryProcedure = internalProcedure(
  'record-delivery',
  z.object({
    ...LEASE,
    /** Null for the first attempt at an entry, which has no delivery yet. */
    deliveryId: z.string().nullable(),
    /** Null for a ping. */
    position: z.int().nullable(),
    /**
     * SKIPPED: not sent, because the owner may not read the entry any more. INVALID: not sent, because the present schema does
     * not have what is selected. GONE: the endpoint answered 410.
     */
    outcome: z.enum(['SUCCEEDED', 'FAILED', 'INVALID', 'GONE', 'SKIPPED']),
    statusCode: z.int().nullable(),
    error: z.string().nullable(),
    durationMs: z.int().nullable(),
    requestExcerpt: z.string().nullable(),
    responseExcerpt: z.string().nullable(),
    /** Milliseconds until the next attempt; null if there is none. */
    retryInMs: z.int().min(0).nullable(),
    /** Milliseconds for which the endpoint asked to be left alone; 0 if it did not. */
    waitMs: z.int().min(0),
  }),
  HELD,
);

/** `POST /release-webhook`: gives an endpoint back, whose entries up to `position` have been dealt with. */
export const releaseWebhookProcedure = internalProcedure(
  'release-webhook',
  z.object({
    ...LEASE,
    /** Null: unchanged. */
    position: z.int().nullable(),
    /** Milliseconds before the endpoint is claimed again. */
    waitMs: z.int().min(0),
    /** Why nothing more can be sent; null if it can. */
    disabledReason: z.enum(['EXPIRED']).nullable(),
  }),
  HELD,
);
