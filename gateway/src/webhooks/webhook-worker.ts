import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type CallProcedure, claimWebhooksProcedure, type Logger } from '@wizness/kernel';
import { createDeliver, type DeliverOptions } from './deliver';

export interface WebhookWorkerOptions extends DeliverOptions {
  readonly content: CallProcedure;
  readonly log: Logger;
}

export interface WebhookWorker {
  /** Cuts attempts off, gives endpoints back, and resolves when that is done. */
  stop(): Promise<void>;
}

/** Endpoints that one process sends to at the same time. A slow one holds up no other. */
const MAX_AT_ONCE = 200;
/** Endpoints that are taken at once. */
const MAX_PER_CLAIM = 100;

/**
 * Sends webhooks. Content hands each endpoint to one worker at a time, so any number of processes may run one. A worker that dies
 * loses its endpoints when their leases end; what it had sent without having written that is sent again, with the same id.
 */
export const startWebhookWorker = (options: WebhookWorkerOptions): WebhookWorker => {
  const { content, log, timing, callTimeoutMs } = options;
  const leaseSeconds = Math.ceil(timing.leaseMs / 1000);
  const deliver = createDeliver(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  const turns = new Set<Promise<void>>();

  const take = async (): Promise<void> => {
    const limit = Math.min(MAX_AT_ONCE - turns.size, MAX_PER_CLAIM);
    if (limit === 0) return;
    const lease = randomUUID();
    const deadline = { signal: AbortSignal.timeout(callTimeoutMs) };
    const { webhooks } = await content(claimWebhooksProcedure, { lease, leaseSeconds, limit }, deadline);
    for (const webhook of webhooks) {
      const turn = deliver(webhook, lease, signal)
        .catch((error: unknown) => log.warn({ err: error, webhookId: webhook.id }, 'a webhook has to wait'))
        .finally(() => turns.delete(turn));
      turns.add(turn);
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await take().catch((error: unknown) => log.warn({ err: error }, 'webhooks cannot be read at the moment'));
      await pause(timing.pollMs, undefined, { signal, ref: false }).catch(() => undefined);
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
