import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/job-kind';
import type { Logger } from '../runtime/log';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** Events per statement, so that each statement ends within its timeout however many events have expired. */
const BATCH = 10_000;

// Deletes from the oldest event on, so that no gap appears; never the newest, which the next position is counted from.
const DELETE = `
  DELETE FROM events WHERE position < least(
    (SELECT min(position) FROM events) + ${BATCH},
    coalesce((SELECT min(position) FROM events WHERE appended_at >= $1), (SELECT max(position) FROM events))
  )`;

/** Deletes the events before the first one appended at or after `before`; keeps the newest. Returns how many it deleted. */
export const deleteExpiredEvents = async (db: EntityManager, before: Date): Promise<number> => {
  let deleted = 0;
  for (;;) {
    const [, count] = await db.query<[unknown, number]>(DELETE, [before]);
    deleted += count;
    if (count < BATCH) return deleted;
  }
};

const deleteOldEvents = defineJob({ kind: 'delete-expired-events', payload: z.object({}), everyMs: HOUR_MS });

/** Deletes events appended more than `days` ago, every hour. */
export const retentionHandler = (days: number, log: Logger): JobHandler =>
  handleJob(deleteOldEvents, async ({ write, clock }) => {
    const before = new Date(clock.now().getTime() - days * DAY_MS);
    const deleted = await write((tx) => deleteExpiredEvents(tx, before));
    if (deleted > 0) log.info({ deleted }, 'expired events deleted');
  });
