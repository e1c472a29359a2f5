import { defineJob, handleJob } from '@wizness/kernel';
import { z } from 'zod';
import { deleteOldDeliveries, movePastOtherEvents } from './webhook-queue.store';

const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = 30 * 24 * HOUR_MS;

const tidyWebhooks = defineJob({ kind: 'tidy-webhooks', payload: z.object({}), everyMs: HOUR_MS });

/** Deletes old deliveries, and moves endpoints that wait past events that are not sent. */
export const tidyWebhooksHandler = handleJob(tidyWebhooks, async ({ write, clock }) => {
  await write((tx) => deleteOldDeliveries(tx, new Date(clock.now().getTime() - KEPT_MS)));
  await write(movePastOtherEvents);
});
