import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/**
 * The stamp of what the transaction writes: later than every stamp before it, in whole milliseconds, which is what a `Date`
 * holds. The caller has the registration lock, and keeps it until it commits: so who asks later for what was known at this
 * stamp always gets the same answer.
 */
export const tick = async (tx: EntityManager, clock: Clock): Promise<Date> => {
  const [row] = await tx.query<{ stamp: Date }[]>('SELECT tick($1) AS stamp', [clock.now()]);
  if (!row) throw new TypeError('The clock of the database has no row.');
  return row.stamp;
};
