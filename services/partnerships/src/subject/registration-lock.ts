import type { EntityManager } from 'typeorm';

/** Runs `work` in the transaction that `db` is in already, whose fate it shares; else in one of its own. */
export const inOneTransaction = <Result>(
  db: EntityManager,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> => (db.queryRunner?.isTransactionActive ? work(db) : db.transaction(work));

/**
 * Runs `work` in a transaction, one at a time over all processes: two imports that name one organisation at the same
 * moment must not make two of it. Inside a transaction of the caller's it holds on until that one ends.
 */
export const registering = <Result>(db: EntityManager, work: (tx: EntityManager) => Promise<Result>): Promise<Result> =>
  inOneTransaction(db, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('wizness partnerships register'))`);
    return work(tx);
  });
