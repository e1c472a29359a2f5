import type { EntityManager } from 'typeorm';
import type { Logger } from '../runtime/log';
import type { Clock } from '../values/clock';

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

/** Deletes events appended more than `days` ago: now, and every hour. A failure is logged and retried an hour later. */
export const scheduleRetention = (db: EntityManager, days: number, clock: Clock, log: Logger) => {
  const deleteExpired = () =>
    deleteExpiredEvents(db, new Date(clock.now().getTime() - days * DAY_MS)).then(
      (deleted) => void (deleted && log.info({ deleted }, 'expired events deleted')),
      (error: unknown) => log.error(error, 'expired events could not be deleted'),
    );
  let last = deleteExpired();
  const timer = setInterval(() => {
    last = deleteExpired();
  }, HOUR_MS);
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await last;
    },
  };
};
