import { LOCK_REGISTRATION } from '../../subject/registration-lock';

interface Database {
  query(sql: string): Promise<unknown>;
}

/**
 * Computes again which facts are current. Returns their number. Triggers keep it: this is for data that was changed without
 * them. Call it in a transaction: writers of facts wait for its end.
 */
export const repairCurrentFacts = async (db: Database): Promise<number> => {
  await db.query(LOCK_REGISTRATION);
  await db.query('DELETE FROM current_facts');
  const [counted] = (await db.query('SELECT add_current_facts(NULL) AS count')) as readonly {
    readonly count: string;
  }[];
  return Number(counted?.count);
};
