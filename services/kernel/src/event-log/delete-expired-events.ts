import type { EntityManager } from 'typeorm';

/** Few enough for one statement to end in time, however long nobody has forgotten anything. */
const AT_ONCE = 10_000;

// Always from the oldest on, without holes; and never the newest one, which holds the place of the next.
const FORGET = `
  DELETE FROM events WHERE position < least(
    (SELECT min(position) FROM events) + ${AT_ONCE},
    coalesce((SELECT min(position) FROM events WHERE appended_at >= $1), (SELECT max(position) FROM events))
  )`;

/** Forgets the events before the first that was not appended before `before`; the newest one stays. Answers how many. */
export const deleteExpiredEvents = async (db: EntityManager, before: Date): Promise<number> => {
  let forgotten = 0;
  for (;;) {
    const [, count] = await db.query<[unknown, number]>(FORGET, [before]);
    forgotten += count;
    if (count < AT_ONCE) return forgotten;
  }
};
