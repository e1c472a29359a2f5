import { randomUUID } from 'node:crypto';
import { type CallProcedure, claimWebhooksProcedure, type Logger } from '@wizness/kernel';
import type { LogTail } from '../subscriptions/log-tail';
import { createDeliver, type DeliverOptions } from './deliver';

export interface WebhookWorkerOptions extends DeliverOptions {
  readonly content: CallProcedure;
  /** The end of the log of content. */
  readonly tail: LogTail;
  readonly log: Logger;
}

export interface WebhookWorker {
  /** Cuts attempts off, gives endpoints back, and resolves when that is done. */
  stop(): Promise<void>;
}

/** Endpoints that one process sends to at the same time. A slow one holds up no other; content gives each owner a share of them. */
const MAX_AT_ONCE = 200;
/** How often it is checked that the secrets of all endpoints can be made, in milliseconds. */
const KEYS_CHECK_MS = 5 * 60_000;
const OTHER_KEYS =
  'webhooks wait: their secrets were made with another WEBHOOK_SECRET. Set the one that made them, the same for all processes of content, or rotate the secrets of these webhooks';

/** Endpoints that are taken at once. */
const MAX_PER_CLAIM = 100;

/**
 * Sends webhooks. Content hands each endpoint to one worker at a time, so any number of processes may run one. A worker that dies
 * loses its endpoints when their leases end; what it had sent without having written that is sent again, with the same id.
 */
export const startWebhookWorker = (options: WebhookWorkerOptions): WebhookWorker => {
  const { content, tail, log, timing, callTimeoutMs } = options;
  const leaseSeconds = Math.ceil(timing.leaseMs / 1000);
  const deliver = createDeliver(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  const turns = new Set<Promise<void>>();
  let wake = (): void => undefined;
  let keysCheckedAt = Number.NEGATIVE_INFINITY;

  const take = async (): Promise<void> => {
    const limit = Math.min(MAX_AT_ONCE - turns.size, MAX_PER_CLAIM);
    if (limit === 0) return;
    const lease = randomUUID();
    const deadline = { signal: AbortSignal.timeout(callTimeoutMs) };
    const checksKeys = keysCheckedAt + KEYS_CHECK_MS <= performance.now();
    const claim = { lease, leaseSeconds, limit, checksKeys };
    const { webhooks, otherKeys } = await content(claimWebhooksProcedure, claim, deadline);
    if (checksKeys) keysCheckedAt = performance.now();
    if (otherKeys !== null && otherKeys > 0) log.error({ webhooks: otherKeys }, OTHER_KEYS);
    for (const webhook of webhooks) {
      const turn = deliver(webhook, lease, signal)
        .catch((error: unknown) => log.warn({ err: error, webhookId: webhook.id }, 'a webhook has to wait'))
        .finally(() => {
          turns.delete(turn);
          wake();
        });
      turns.add(turn);
    }
  };

  /** Resolves with the end of the log when it moves, or null when an endpoint was given back, or it is time for retries and pings. */
  const untilWoken = async (at: string): Promise<string | null> => {
    const woken = new AbortController();
    wake = () => woken.abort();
    const timer = setTimeout(wake, timing.pollMs);
    timer.unref();
    const end = await tail.waitBeyond(at, AbortSignal.any([signal, woken.signal]));
    clearTimeout(timer);
    return end;
  };

  const run = async (): Promise<void> => {
    let at = '';
    while (!signal.aborted) {
      await take().catch((error: unknown) => log.warn({ err: error }, 'webhooks cannot be read at the moment'));
      at = (await untilWoken(at)) ?? at;
    }
  };

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(turns);
    },
  };
};
