import { BY_HOME, recountFacts } from '../subject/fact-count';
import { LOCK_REGISTRATION } from '../subject/registration-lock';

interface Database {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** Facts at a time, so that each statement stays short. */
const BATCH = 5000;

const NEXT = 'SELECT id FROM facts WHERE id > $1 ORDER BY id LIMIT $2';

/**
 * Computes again who can see each fact, and which facts each source and post states, from citations and audiences. Returns
 * the number of facts.
 */
export const refreshFactVisibility = async (db: Database): Promise<number> => {
  await db.query(LOCK_REGISTRATION);
  await db.query('DELETE FROM cited_facts WHERE NOT EXISTS (SELECT FROM facts WHERE facts.id = cited_facts.fact_id)');
  let [last, count] = ['', 0];
  for (;;) {
    const rows = (await db.query(NEXT, [last, BATCH])) as readonly { readonly id: string }[];
    if (rows.length === 0) return count;
    const ids = rows.map(({ id }) => id);
    await db.query('SELECT refresh_fact_visibility($1)', [ids]);
    last = ids.at(-1) ?? last;
    count += ids.length;
  }
};

/**
 * As {@link refreshFactVisibility}, and counts the facts of each subject and source again. Triggers keep all of it: this is
 * for data that was changed without them. Changes nothing where all is right. Call it in a transaction: writers of citations
 * wait for its end.
 */
export const repairFactVisibility = async (db: Database): Promise<number> => {
  const count = await refreshFactVisibility(db);
  for (const statement of recountFacts(BY_HOME)) await db.query(statement);
  return count;
};
