import type {
  ClaimedDelivery,
  ClaimedWebhook,
  claimWebhooksProcedure,
  Clock,
  InternalProcedure,
  recordDeliveryProcedure,
  releaseWebhookProcedure,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { EVENT_TYPES } from '../post-log/post-log.loader';
import { DeliveryStatus, WebhookDisabledReason } from './webhook.enums';
import { disabledReasonOf, pauseAfter, STATUS } from './webhook-outcome';
import { KEY_ID_BYTES, type WebhookSecrets } from './webhook-secret';
import { Webhook } from './webhook.entity';
import { WebhookStore } from './webhook.store';

type InputOf<Procedure> = Procedure extends InternalProcedure<infer Input, unknown> ? Input : never;
/** What became of a lease. */
type Held = Awaited<ReturnType<(typeof recordDeliveryProcedure)['decode']>>;
type Claim = InputOf<typeof claimWebhooksProcedure>;
type Outcome = InputOf<typeof recordDeliveryProcedure>;
type Release = InputOf<typeof releaseWebhookProcedure>;
type Lease = Pick<Outcome, 'webhookId' | 'lease' | 'leaseSeconds'>;

/** How long the secret before the present one still signs. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;
/** Deliveries of an endpoint that are attempted at once. */
const MAX_DUE = 8;

/** The events that are entries of the post log, as a list in SQL. */
export const ENTRY_TYPES = Object.values(EVENT_TYPES)
  .map((type) => `'${type}'`)
  .join(', ');

const IS_FREE = '(lease_until IS NULL OR lease_until < now()) AND (wait_until IS NULL OR wait_until <= now())';
const IS_CURRENT =
  'webhooks.enabled AND webhooks.position < head.last AND (paused_until IS NULL OR paused_until <= now())';
/** Whether the key of this process makes the secret: another one would make signatures that nobody accepts. */
const HAS_KEY = (keyId: string) => `substring(secret_salt FROM 1 FOR ${KEY_ID_BYTES}) = ${keyId}`;
const HEAD = `(SELECT coalesce(max(position), 0) AS last FROM events WHERE type IN (${ENTRY_TYPES})) AS head`;

/** Endpoints of one owner to which all workers together send at the same time: however slow they are, they leave room for others. */
export const MAX_AT_ONCE_PER_OWNER = 20;

/**
 * Endpoints that nobody else takes at the moment, those that have waited longest first, and of each owner no more than their share.
 * Times are those of the database.
 */
const CLAIM = `
  WITH waiting AS (
    SELECT webhooks.id AS waiting_id, member_id AS owner_id,
      row_number() OVER (PARTITION BY member_id ORDER BY claimed_at NULLS FIRST, webhooks.id) AS turn
    FROM webhooks, ${HEAD}
    WHERE ${IS_FREE} AND ${HAS_KEY('$4')} AND (${IS_CURRENT} OR EXISTS (
      SELECT 1 FROM webhook_deliveries delivery
      WHERE delivery.webhook_id = webhooks.id AND delivery.next_attempt_at <= now() AND (webhooks.enabled OR delivery.position IS NULL)))
  )
  UPDATE webhooks SET lease = $1, lease_until = now() + make_interval(secs => $2), claimed_at = now()
  FROM ${HEAD}
  WHERE id IN (
    SELECT id FROM webhooks JOIN waiting ON waiting_id = id
    WHERE ${IS_FREE} AND turn <= ${MAX_AT_ONCE_PER_OWNER}
      - (SELECT count(*) FROM webhooks taken WHERE taken.member_id = owner_id AND taken.lease_until >= now())
    ORDER BY claimed_at NULLS FIRST, id LIMIT $3 FOR UPDATE OF webhooks SKIP LOCKED
  )
  RETURNING id, member_id AS "memberId", url, types::text[] AS types, filter, query, format, scopes, secret_salt AS "secretSalt",
    previous_salt AS "previousSalt", secret_rotated_at AS "secretRotatedAt", webhooks.position,
    ${IS_CURRENT} AS "isCurrent", now() AS now`;

interface ClaimedRow
  extends Pick<Webhook, 'memberId' | 'id' | 'url' | 'filter' | 'query' | 'format' | 'scopes' | 'secretSalt'> {
  readonly types: readonly string[];
  readonly previousSalt: Buffer | null;
  readonly secretRotatedAt: Date | null;
  readonly position: string;
  readonly isCurrent: boolean;
  readonly now: Date;
}

const OTHER_KEYS = `SELECT count(*)::int AS count FROM webhooks WHERE enabled AND NOT ${HAS_KEY('$1')}`;

const DUE = `
  SELECT asked.id AS "webhookId", due.* FROM unnest($1::text[]) AS asked (id) CROSS JOIN LATERAL (
    SELECT delivery.id, delivery.position, delivery.attempts FROM webhook_deliveries delivery JOIN webhooks ON webhooks.id = delivery.webhook_id
    WHERE delivery.webhook_id = asked.id AND delivery.next_attempt_at <= now() AND (webhooks.enabled OR delivery.position IS NULL)
    ORDER BY delivery.next_attempt_at, delivery.id LIMIT ${MAX_DUE}
  ) due`;

interface DueRow extends Omit<ClaimedDelivery, 'position'> {
  readonly webhookId: string;
  readonly position: string | null;
}

/** The row, locked, if the lease is the caller's and the endpoint still exists. A worker that was taken for dead gets nothing. */
const HOLD = `
  UPDATE webhooks SET lease_until = now() + make_interval(secs => $3) WHERE id = $1 AND lease = $2
  RETURNING member_id AS "memberId", enabled, position, failures, succeeded_at AS "succeededAt"`;

interface HeldRow {
  readonly memberId: string;
  readonly enabled: boolean;
  readonly position: string;
  readonly failures: number;
  readonly succeededAt: Date | null;
}

const RELEASE = `
  UPDATE webhooks SET lease = NULL, lease_until = NULL, position = greatest(position, coalesce($2, position)),
    wait_until = CASE WHEN $3::float8 > 0 THEN now() + make_interval(secs => $3) ELSE wait_until END
  WHERE id = $1`;

const SUCCEEDED = `UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL, succeeded_at = clock_timestamp() WHERE id = $1`;

const FAILED = `
  UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
    wait_until = CASE WHEN $3::float8 > 0 THEN now() + make_interval(secs => $3) ELSE wait_until END,
    paused_until = CASE WHEN $2::float8 > 0 THEN now() + make_interval(secs => $2) ELSE paused_until END
  WHERE id = $1`;

const INSERT_ATTEMPTED = `
  INSERT INTO webhook_deliveries (id, webhook_id, position, status, attempts, redelivery, first_sent_at, created_at)
  VALUES ($1, $2, $3, 'PENDING', 0, false, now(), $4)`;

const UPDATE_ATTEMPTED = `
  UPDATE webhook_deliveries SET status = $3, attempts = attempts + 1, status_code = $4, error = $5, duration_ms = $6,
    request_excerpt = coalesce($7, request_excerpt), response_excerpt = $8, first_sent_at = coalesce(first_sent_at, now()),
    sent_at = now(), next_attempt_at = now() + make_interval(secs => $9::float8)
  WHERE id = $1 AND webhook_id = $2 RETURNING first_sent_at AS "firstSentAt"`;

/**
 * A delivery that the schema did not allow is made as if it were new once the owner has corrected the selection. Nothing is sent
 * while the endpoint is disabled.
 */
const REQUEUE = `
  UPDATE webhook_deliveries SET status = 'PENDING', attempts = 0, first_sent_at = NULL, next_attempt_at = now()
  WHERE id = $1`;

/** Hands endpoints to the workers that send, and writes what became of each attempt. */
export class WebhookQueueStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly secrets: WebhookSecrets,
  ) {}

  /** The number of endpoints that this process cannot sign for, because their secrets were made with another key. */
  async countOtherKeys(): Promise<number> {
    const [row] = await this.db.query<{ count: number }[]>(OTHER_KEYS, [this.secrets.keyId()]);
    return row?.count ?? 0;
  }

  async claim({ lease, leaseSeconds, limit }: Omit<Claim, 'checksKeys'>): Promise<ClaimedWebhook[]> {
    const keyId = this.secrets.keyId();
    const [rows] = await this.db.query<[ClaimedRow[], number]>(CLAIM, [lease, leaseSeconds, limit, keyId]);
    if (rows.length === 0) return [];
    const due = await this.db.query<DueRow[]>(DUE, [rows.map(({ id }) => id)]);
    return rows.map(({ secretSalt, previousSalt, secretRotatedAt, now, position, types, ...row }) => {
      const overlaps = secretRotatedAt !== null && now.getTime() - secretRotatedAt.getTime() < OVERLAP_MS;
      const isOwn = (salt: Buffer): boolean => salt.subarray(0, KEY_ID_BYTES).equals(keyId);
      const salts = [secretSalt, ...(overlaps && previousSalt && isOwn(previousSalt) ? [previousSalt] : [])];
      return {
        ...row,
        types: [...types],
        scopes: [...row.scopes],
        position: Number(position),
        secrets: salts.map((salt) => this.secrets.secretOf(salt)),
        due: due
          .filter(({ webhookId }) => webhookId === row.id)
          .map((each) => ({
            id: each.id,
            position: each.position === null ? null : Number(each.position),
            attempts: each.attempts,
          })),
      };
    });
  }

  /** Writes the outcome of an attempt, in one transaction. */
  async record(attempt: Outcome): Promise<Held> {
    return this.db.transaction(async (tx) => {
      const row = await this.hold(tx, attempt);
      if (!row) return { held: false, continues: false };
      const { webhookId: id, position, outcome, waitMs } = attempt;
      if (attempt.deliveryId === null && position !== null) {
        await tx.update(Webhook, { id }, { position: Math.max(position, Number(row.position)) });
      }
      const { deliveryId, firstSentAt } = await this.write(tx, attempt);
      const isPing = position === null;
      if (outcome === 'SUCCEEDED' && !isPing) await tx.query(SUCCEEDED, [id]);
      if (outcome === 'SUCCEEDED' || outcome === 'SKIPPED' || isPing) return { held: true, continues: row.enabled };
      const pause = pauseAfter(row.failures + 1);
      await tx.query(FAILED, [id, pause, waitMs / 1000]);
      const reason = disabledReasonOf(attempt, row.succeededAt, firstSentAt);
      if (reason !== null && row.enabled) await new WebhookStore(tx, this.clock).disable({ id, ...row }, reason);
      if (reason === WebhookDisabledReason.INVALID) await tx.query(REQUEUE, [deliveryId]);
      return { held: true, continues: row.enabled && reason === null && pause === 0 && waitMs === 0 };
    });
  }

  async release({ position, waitMs, disabledReason, ...lease }: Release): Promise<Held> {
    return this.db.transaction(async (tx) => {
      const row = await this.hold(tx, lease);
      if (!row) return { held: false, continues: false };
      const { webhookId: id } = lease;
      await tx.query(RELEASE, [id, position, waitMs / 1000]);
      if (disabledReason !== null && row.enabled) {
        await new WebhookStore(tx, this.clock).disable({ id, ...row }, WebhookDisabledReason[disabledReason]);
      }
      return { held: true, continues: false };
    });
  }

  private async hold(tx: EntityManager, { webhookId, lease, leaseSeconds }: Lease): Promise<HeldRow | undefined> {
    const [rows] = await tx.query<[HeldRow[], number]>(HOLD, [webhookId, lease, leaseSeconds]);
    return rows[0];
  }

  /** Writes the delivery. Returns its id, and when the first attempt was made. */
  private async write(
    tx: EntityManager,
    attempt: Outcome,
  ): Promise<{ readonly deliveryId: string; readonly firstSentAt: Date }> {
    const { webhookId, position, outcome, retryInMs } = attempt;
    const id = attempt.deliveryId ?? this.clock.newId('delivery');
    if (attempt.deliveryId === null) await tx.query(INSERT_ATTEMPTED, [id, webhookId, position, this.clock.now()]);
    const waits = retryInMs !== null;
    const [rows] = await tx.query<[{ firstSentAt: Date }[], number]>(UPDATE_ATTEMPTED, [
      id,
      webhookId,
      waits ? DeliveryStatus.PENDING : STATUS[outcome],
      attempt.statusCode,
      attempt.error,
      attempt.durationMs,
      attempt.requestExcerpt,
      attempt.responseExcerpt,
      waits ? retryInMs / 1000 : null,
    ]);
    return { deliveryId: id, firstSentAt: rows[0]?.firstSentAt ?? new Date(0) };
  }
}
