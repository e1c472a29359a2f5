import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { EVENT_TYPES } from '../post-log/post-log.loader';
import { DeliveryStatus, type WebhookDisabledReason } from './webhook.enums';
import { Webhook } from './webhook.entity';
import { WebhookDelivery } from './webhook-delivery.entity';

/** Endpoints of one member. */
export const MAX_WEBHOOKS = 50;

/** What the owner decides about an endpoint. */
export type WebhookSettings = Pick<Webhook, 'url' | 'types' | 'filter' | 'query' | 'format' | 'scopes'>;

/** What sends nothing again: the worker that holds the endpoint loses it, and nothing is waited for. */
const RESET = { lease: null, leaseUntil: null, waitUntil: null, pausedUntil: null, failures: 0 };

const HELD_POSITIONS = 'SELECT min(position) AS oldest, max(position) AS newest FROM events';

const ENTRIES = `
  SELECT position FROM events
  WHERE position > $1 AND position <= $2 AND type = ANY($3) AND (NOT $6 OR position IN (
    SELECT position FROM webhook_deliveries WHERE webhook_id = $5 AND status = 'FAILED'))
  ORDER BY position LIMIT $4`;

/** A delivery that waits for its first attempt. */
const newDelivery = (fields: Pick<WebhookDelivery, 'id' | 'webhookId' | 'position' | 'redelivery' | 'createdAt'>) =>
  Object.assign(new WebhookDelivery(), {
    ...fields,
    status: DeliveryStatus.PENDING,
    attempts: 0,
    statusCode: null,
    error: null,
    durationMs: null,
    requestExcerpt: null,
    responseExcerpt: null,
    firstSentAt: null,
    sentAt: null,
    nextAttemptAt: fields.createdAt,
  });

/** Trusted writes of endpoints. Lock the owner first. */
export class WebhookStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Entries that are logged after this transaction began are sent. Null if the member has {@link MAX_WEBHOOKS} already. */
  async add(memberId: string, settings: WebhookSettings, secretSalt: Buffer): Promise<Webhook | null> {
    // One after the other, so that parallel requests do not exceed the limit.
    await this.tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('wizness webhooks ' || $1, 0))`, [memberId]);
    if ((await this.tx.countBy(Webhook, { memberId })) >= MAX_WEBHOOKS) return null;
    const { newest } = await this.heldPositions();
    const webhook = Object.assign(new Webhook(), {
      ...settings,
      ...RESET,
      id: this.clock.newId('webhook'),
      memberId,
      enabled: true,
      disabledReason: null,
      secretSalt,
      previousSalt: null,
      secretRotatedAt: null,
      position: newest,
      failingSince: null,
      succeededAt: null,
      claimedAt: null,
      createdAt: this.clock.now(),
    });
    await this.tx.insert(Webhook, webhook);
    return webhook;
  }

  async update(id: string, changes: Partial<WebhookSettings>): Promise<void> {
    await this.tx.update(Webhook, { id }, { ...changes, lease: null, leaseUntil: null });
  }

  /** An endpoint that is enabled continues where it stopped, or with the oldest entry held. */
  async setEnabled(webhook: Webhook, enabled: boolean): Promise<void> {
    const { oldest } = await this.heldPositions();
    await this.tx.update(
      Webhook,
      { id: webhook.id },
      {
        ...RESET,
        enabled,
        disabledReason: null,
        failingSince: null,
        ...(enabled && { position: Math.max(webhook.position, oldest - 1) }),
      },
    );
  }

  async rotateSecret(webhook: Webhook, secretSalt: Buffer): Promise<void> {
    const changes = { secretSalt, previousSalt: webhook.secretSalt, secretRotatedAt: this.clock.now() };
    await this.tx.update(Webhook, { id: webhook.id }, changes);
  }

  /** Stops sending, and tells the owner. */
  async disable(webhook: Pick<Webhook, 'id' | 'memberId'>, reason: WebhookDisabledReason): Promise<void> {
    const { id, memberId } = webhook;
    await this.tx.update(Webhook, { id }, { enabled: false, disabledReason: reason });
    await appendEvent(this.tx, { type: 'WebhookDisabled', subject: id, payload: { memberId, reason } }, this.clock);
  }

  /** Queues deliveries of the entries at these positions; null stands for a ping. */
  async queue(webhookId: string, positions: readonly (number | null)[]): Promise<WebhookDelivery[]> {
    const createdAt = this.clock.now();
    const deliveries = positions.map((position) =>
      newDelivery({ id: this.clock.newId('delivery'), webhookId, position, redelivery: position !== null, createdAt }),
    );
    if (deliveries.length > 0) await this.tx.insert(WebhookDelivery, deliveries);
    // A redelivery is sent at once, also to an endpoint that waits.
    await this.tx.update(Webhook, { id: webhookId }, { waitUntil: null });
    return deliveries;
  }

  /** Positions of the entries after `after`, at most up to `until`, that an endpoint takes; `limit` at most. */
  async entriesBetween(
    webhook: Webhook,
    range: { readonly after: number; readonly until: number; readonly onlyFailed: boolean; readonly limit: number },
  ): Promise<number[]> {
    const types = webhook.types.map((type) => EVENT_TYPES[type]);
    const rows = await this.tx.query<{ position: string }[]>(ENTRIES, [
      range.after,
      range.until,
      types,
      range.limit,
      webhook.id,
      range.onlyFailed,
    ]);
    return rows.map(({ position }) => Number(position));
  }

  async countPending(webhookId: string): Promise<number> {
    return this.tx.countBy(WebhookDelivery, { webhookId, status: DeliveryStatus.PENDING });
  }

  private async heldPositions(): Promise<{ readonly oldest: number; readonly newest: number }> {
    const [row] = await this.tx.query<{ oldest: string | null; newest: string | null }[]>(HELD_POSITIONS);
    const newest = Number(row?.newest ?? 0);
    return { oldest: Number(row?.oldest ?? newest + 1), newest };
  }
}
