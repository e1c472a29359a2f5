import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';
import type { Logger } from '../runtime/log';
import { deleteExpiredEvents } from './delete-expired-events';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/**
 * Forgets events that have been kept for more than `days`, now and every hour. A failure is logged, and the next hour
 * tries again.
 */
export const scheduleRetention = (db: EntityManager, days: number, clock: Clock, log: Logger) => {
  const forget = () =>
    deleteExpiredEvents(db, new Date(clock.now().getTime() - days * DAY_MS)).then(
      (forgotten) => void (forgotten && log.info({ forgotten }, 'old events are forgotten')),
      (error: unknown) => log.error(error, 'old events could not be forgotten'),
    );
  let last = forget();
  const timer = setInterval(() => {
    last = forget();
  }, HOUR_MS);
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await last;
    },
  };
};
