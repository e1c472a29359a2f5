import {
  type CallProcedure,
  type ClaimedDelivery,
  type ClaimedWebhook,
  type Clock,
  type Identity,
  isAllowed,
  recordDeliveryProcedure,
  releaseWebhookProcedure,
} from '@wizness/kernel';
import type { Dispatcher } from 'undici';
import { LogUnavailable } from '../subscriptions/event-page';
import { type DeliveryBody, entryBody, pingBody } from './delivery-body';
import { BudgetSpent, EntriesExpired, type EntryReader, type WebhookEntry } from './read-entries';
import { type Attempt, sendDelivery } from './send-delivery';
import type { WebhookTiming } from './timing';

export interface DeliverOptions {
  /** Calls content. */
  readonly content: CallProcedure;
  /** The present identity of a member; null for an erased one. Rejects if membership does not respond. */
  readonly identityOf: (memberId: string) => Promise<Identity | null>;
  readonly entries: EntryReader;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly timing: WebhookTiming;
  /** Public URL of the graph. */
  readonly publicUrl: string;
  /** Deadline of one call of a service, in milliseconds. */
  readonly callTimeoutMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Attempts after which an entry is sent although a part of the graph does not respond, with `errors` in place of that part. */
const INCOMPLETE_ATTEMPTS = 3;
/** Pause of an endpoint whose owner may have no webhooks at the moment, such as a suspended member. */
const NOT_ALLOWED_MS = 5 * 60_000;
const BUDGET_MS = 10_000;
const UNAVAILABLE_MS = 2000;

/** The lease of an endpoint has passed to another worker, or the endpoint is gone. */
class LeaseLost extends Error {}

/** What came of an entry or a ping, whether it was sent or not. */
type Outcome = Omit<Attempt, 'outcome'> & {
  /** SKIPPED: the owner may not read it. INVALID: the schema does not have what is selected. EXPIRED: the log does not hold it. */
  readonly outcome: Attempt['outcome'] | 'SKIPPED' | 'INVALID' | 'EXPIRED';
};

const notSent = (outcome: Outcome['outcome'], error: string | null): Outcome => ({
  ...{ outcome, error, statusCode: null, durationMs: null, requestExcerpt: null, responseExcerpt: null, waitMs: 0 },
});
const INCOMPLETE = notSent('FAILED', 'A part of the graph did not respond: nothing was sent.');
const EXPIRED = notSent('EXPIRED', 'The log does not hold the entry any more: nothing was sent.');
const invalid = (reason: string): Outcome =>
  notSent('INVALID', `The selection or filter does not match the present schema: nothing was sent. ${reason}`);

/** What an endpoint is sent with: its owner, limited as an API key is to what the credential that last changed it could do. */
const identityFor = (webhook: ClaimedWebhook, owner: Identity): Identity => ({
  ...owner,
  scopes: owner.scopes.filter((scope) => webhook.scopes.includes(scope)),
  apiKeyId: webhook.id,
});

/** Sends what one endpoint has to get, for as long as its turn lasts. */
export const createDeliver = (options: DeliverOptions) => {
  const { content, identityOf, entries, dispatcher, clock, timing, publicUrl, callTimeoutMs, random } = options;
  const { leaseMs, turnMs, timeoutMs, retriesMs } = timing;
  const leaseSeconds = Math.ceil(leaseMs / 1000);

  return async (webhook: ClaimedWebhook, lease: string, signal: AbortSignal): Promise<void> => {
    const endsAt = performance.now() + turnMs;
    const held = { webhookId: webhook.id, lease, leaseSeconds };
    const call = () => ({ signal: AbortSignal.timeout(callTimeoutMs) });
    const release = async (more: { position?: number; waitMs?: number; disabledReason?: 'EXPIRED' }) => {
      const { position = null, waitMs = 0, disabledReason = null } = more;
      await content(releaseWebhookProcedure, { ...held, position, waitMs, disabledReason }, call());
    };

    /** When the next attempt is due after `attempts`; null if that was the last. Spread by a fifth, so that endpoints do not fail together. */
    const retryIn = (attempts: number, waitMs: number): number | null => {
      const planned = retriesMs[attempts - 1];
      return planned === undefined ? null : Math.round(Math.max(planned * (0.8 + 0.4 * random()), waitMs));
    };

    const record = async (
      delivery: Pick<ClaimedDelivery, 'position' | 'attempts'> & { readonly id: string | null },
      { outcome, ...attempt }: Outcome,
    ): Promise<boolean> => {
      const { id: deliveryId, position, attempts } = delivery;
      const isRepeated = position !== null && (outcome === 'FAILED' || outcome === 'INVALID');
      const result = await content(
        recordDeliveryProcedure,
        {
          ...{ ...held, deliveryId, position, ...attempt },
          outcome: outcome === 'EXPIRED' ? 'FAILED' : outcome,
          retryInMs: isRepeated ? retryIn(attempts + 1, attempt.waitMs) : null,
        },
        call(),
      );
      if (!result.held) throw new LeaseLost();
      return result.continues;
    };

    const send = (body: DeliveryBody): Promise<Attempt> =>
      sendDelivery(webhook, body, { dispatcher, clock, timeoutMs, signal });

    const attemptEntry = async (entry: WebhookEntry, attempts: number): Promise<Outcome> => {
      if (entry.refusal !== null) return invalid(entry.refusal);
      return entry.isIncomplete && attempts < INCOMPLETE_ATTEMPTS
        ? INCOMPLETE
        : send(entryBody(entry, webhook, publicUrl));
    };

    const attemptAt = async (position: number, attempts: number, identity: Identity): Promise<Outcome> => {
      try {
        const entry = await entries.at(webhook, identity, position);
        return entry === null ? notSent('SKIPPED', null) : await attemptEntry(entry, attempts);
      } catch (error) {
        if (error instanceof EntriesExpired) return EXPIRED;
        throw error;
      }
    };

    const deliverDue = async (due: ClaimedDelivery, identity: Identity): Promise<void> => {
      const { id, position, attempts } = due;
      const isPing = position === null;
      await record(
        due,
        await (isPing ? send(pingBody(id, webhook, clock.now(), publicUrl)) : attemptAt(position, attempts, identity)),
      );
    };

    /** Sends the entries behind the position in order, one after the other. Returns the position that was reached. */
    const deliverCurrent = async (identity: Identity): Promise<number> => {
      let at = webhook.position;
      for (;;) {
        const page = await entries.after(webhook, identity, at);
        for (const entry of page.entries) {
          const delivery = { id: null, position: entry.position, attempts: 0 };
          const continues = await record(delivery, await attemptEntry(entry, 0));
          at = entry.position;
          if (!continues || performance.now() > endsAt) return at;
        }
        at = page.end;
        if (!page.hasNextPage || signal.aborted || performance.now() > endsAt) return at;
      }
    };

    const deliverAll = async (): Promise<void> => {
      const owner = await identityOf(webhook.memberId);
      if (owner === null || !isAllowed(owner, 'MANAGE_WEBHOOKS')) return release({ waitMs: NOT_ALLOWED_MS });
      const identity = identityFor(webhook, owner);
      const outcomes = await Promise.allSettled(webhook.due.map((due) => deliverDue(due, identity)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      await release(webhook.isCurrent ? { position: await deliverCurrent(identity) } : {});
    };

    try {
      await deliverAll();
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (error instanceof EntriesExpired) return release({ disabledReason: 'EXPIRED' });
      // The outcome of an attempt that was cut off is not known: it is made again at once, by another worker.
      if (signal.aborted) return release({});
      await release({ waitMs: error instanceof BudgetSpent ? BUDGET_MS : UNAVAILABLE_MS });
      if (!(error instanceof BudgetSpent || error instanceof LogUnavailable)) throw error;
    }
  };
};
