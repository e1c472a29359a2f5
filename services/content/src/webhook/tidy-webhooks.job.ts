import { defineJob, handleJob } from '@wizness/kernel';
import { z } from 'zod';
import { ENTRY_TYPES } from './webhook-queue.store';

const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = 30 * 24 * HOUR_MS;

const DELETE_OLD = 'DELETE FROM webhook_deliveries WHERE created_at < $1 AND next_attempt_at IS NULL';

/**
 * Moves endpoints that have sent every entry to the end of the log, which has other events too: otherwise one to which nothing was
 * sent for as long as the log is kept would seem to have missed something.
 */
const MOVE_PAST_OTHER_EVENTS = `
  UPDATE webhooks SET position = ends.newest
  FROM (
    SELECT coalesce(max(position), 0) AS newest, coalesce(max(position) FILTER (WHERE type IN (${ENTRY_TYPES})), 0) AS head
    FROM events
  ) AS ends
  WHERE webhooks.position >= ends.head AND webhooks.position < ends.newest AND lease IS NULL`;

const tidyWebhooks = defineJob({ kind: 'tidy-webhooks', payload: z.object({}), everyMs: HOUR_MS });

/** Deletes deliveries that ended more than 30 days ago, and moves endpoints that wait past events that are not sent. */
export const tidyWebhooksHandler = handleJob(tidyWebhooks, async ({ write, clock }) => {
  await write((tx) => tx.query(DELETE_OLD, [new Date(clock.now().getTime() - KEPT_MS)]));
  await write((tx) => tx.query(MOVE_PAST_OTHER_EVENTS));
});
