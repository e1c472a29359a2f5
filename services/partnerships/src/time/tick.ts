import type { EntityManager } from 'typeorm';

/**
 * A stamp for what the transaction writes from now on, `moment` or later: later than every stamp before it, in whole milliseconds, which is what a `Date`
 * holds. The caller has the registration lock, and keeps it until it commits: so who asks later for what was known at this
 * stamp always gets the same answer.
 */
export const tick = async (tx: EntityManager, moment: Date): Promise<Date> => {
  const [row] = await tx.query<{ stamp: Date }[]>('SELECT tick($1) AS stamp', [moment]);
  if (!row) throw new TypeError('The clock of the database has no row.');
  return row.stamp;
};
