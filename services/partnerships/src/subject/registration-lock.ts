import type { EntityManager } from 'typeorm';

/** Runs `work` in the transaction of `db` if there is one, otherwise in a new one. */
export const inOneTransaction = <Result>(
  db: EntityManager,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> => (db.queryRunner?.isTransactionActive ? work(db) : db.transaction(work));

/**
 * Lets no other transaction cite a post or change who may see it until this one ends, so that each sees what the other
 * has done when it decides which names are public. Call it before {@link withRegistrationLock}.
 */
export const lockPost = async (tx: EntityManager, postId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`wizness partnerships post ${postId}`]);
};

/**
 * Runs `work` in a transaction that holds an advisory lock shared by all processes, so that two imports that name the
 * same organisation at the same time do not create it twice. The lock is held until the (outer) transaction ends.
 */
export const withRegistrationLock = <Result>(
  db: EntityManager,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> =>
  inOneTransaction(db, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('wizness partnerships register'))`);
    return work(tx);
  });
