import { badArgument } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { LOCK_SHARED } from '../subject/registration-lock';
import type { AsOf } from './moment.types';

/** A point in time on both axes, checked. */
export interface Moment {
  /** Null: now. */
  readonly knownAt: Date | null;
  /** `YYYY-MM-DD`. Null: at any time. */
  readonly validAt: string | null;
}

export const NOW: Moment = { knownAt: null, validAt: null };

/**
 * Reads the argument `at`. Throws BAD_USER_INPUT for a `knownAt` in the future. Once it returns, all that will ever be known
 * at `knownAt` is committed: the same question always gets the same answer. Call it outside of a transaction.
 */
export const readMoment = async (db: EntityManager, { validAt = null, knownAt = null }: AsOf): Promise<Moment> => {
  if (knownAt === null) return { knownAt, validAt };
  const [compared] = await db.query<{ isFuture: boolean; isRecent: boolean }[]>(
    `SELECT $1 > greatest(clock_timestamp(), last) AS "isFuture", $1 > last - interval '1 minute' AS "isRecent"
     FROM (SELECT coalesce(max(last), '-infinity') AS last FROM clock) stamp`,
    [knownAt],
  );
  if (compared?.isFuture) {
    const message = `Nothing is known yet of ${knownAt.toISOString()}, which is in the future. Give a moment up to now, or null for now.`;
    throw badArgument(['at', 'knownAt'], message, ['a moment up to now', 'null']);
  }
  // Waits for those who have taken a stamp and not committed yet.
  if (compared?.isRecent) await db.query(LOCK_SHARED);
  return { knownAt, validAt };
};

/**
 * SQL conditions of a moment on a row with `known_from`, `known_to` and, for `holds`, the bounds `from_earliest` and
 * `to_latest`. They take the alias of the row, and need `parameters`.
 */
export const asOf = ({ knownAt, validAt }: Moment) => {
  // The constant matches partial indexes.
  const known = (alias: string): string =>
    knownAt === null
      ? `${alias}.known_to = 'infinity'`
      : `(${alias}.known_from <= :knownAt AND ${alias}.known_to > :knownAt)`;
  const mayHold = (alias: string): string =>
    validAt === null
      ? 'TRUE'
      : `(coalesce(${alias}.from_earliest, '-infinity') <= CAST(:validAt AS date)
          AND coalesce(${alias}.to_latest, 'infinity') >= CAST(:validAt AS date))`;
  return {
    parameters: { ...(knownAt && { knownAt }), ...(validAt && { validAt }) },
    /** Rows are read from views: see `managerAt`. */
    isPast: knownAt !== null || validAt !== null,
    /** The row is known at the moment. */
    known,
    /** The row is known, and may be true on the day: some reading of its period contains it. */
    holds: (alias: string): string => (validAt === null ? known(alias) : `(${known(alias)} AND ${mayHold(alias)})`),
  };
};
