import { type Clock, currentTime } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/** Runs `work` in the transaction of `db` if there is one, otherwise in a new one. */
export const inOneTransaction = <Result>(
  db: EntityManager,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> => (db.queryRunner?.isTransactionActive ? work(db) : db.transaction(work));

/**
 * Lets no other transaction cite these posts or change who may see them until this one ends, so that each sees what the
 * other has done when it decides what is public. Call it before {@link withRegistrationLock}.
 */
export const lockPosts = async (tx: EntityManager, postIds: readonly string[]): Promise<void> => {
  const sql = `SELECT pg_advisory_xact_lock(hashtextextended('wizness partnerships post ' || id, 0)) FROM unnest($1::text[]) AS id`;
  await tx.query(sql, [postIds.toSorted()]);
};

/** Waits for the transactions that have the lock of {@link withRegistrationLock}. A statement of its own, in no transaction. */
export const LOCK_SHARED = `SELECT pg_advisory_lock_shared(key), pg_advisory_unlock_shared(key)
  FROM (SELECT hashtext('wizness partnerships register')) AS registration (key)`;

/** The statement that takes the lock of {@link withRegistrationLock} until the transaction ends. */
export const LOCK_REGISTRATION = `SELECT pg_advisory_xact_lock(hashtext('wizness partnerships register'))`;

/** {@link LOCK_REGISTRATION}, and the time of the caller's clock: see the function `stamp` of the database. */
const LOCK_AT = `SELECT pg_advisory_xact_lock(hashtext('wizness partnerships register')), set_config('wizness.moment', $1, true)`;

/**
 * Runs `work` in a transaction that holds an advisory lock shared by all processes, so that two imports that name the
 * same organisation at the same time do not create it twice, and gives the transaction its stamp: what it changes is known
 * from then on. The lock is held until the (outer) transaction ends.
 */
export const withRegistrationLock = <Result>(
  db: EntityManager,
  clock: Clock,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> =>
  inOneTransaction(db, async (tx) => {
    // The time for the stamp, which is taken when something changes.
    await tx.query(LOCK_AT, [currentTime(clock).toISOString()]);
    return work(tx);
  });
