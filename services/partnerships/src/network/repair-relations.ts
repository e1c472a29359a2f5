import { LOCK_REGISTRATION } from '../subject/registration-lock';

interface Database {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** Facts at a time, so that each statement stays short. */
const BATCH = 5000;
const NEXT = 'SELECT id FROM facts WHERE entity_id IS NOT NULL AND id > $1 ORDER BY id LIMIT $2';

/**
 * Computes the relations again that facts state. Returns the number of facts that have an entity. Triggers keep them: this is
 * for data that was changed without them. Call it in a transaction: writers of facts wait for its end.
 */
export const repairRelations = async (db: Database): Promise<number> => {
  await db.query(LOCK_REGISTRATION);
  await db.query('DELETE FROM relations WHERE NOT EXISTS (SELECT FROM facts WHERE facts.id = relations.fact_id)');
  let [last, count] = ['', 0];
  for (;;) {
    const rows = (await db.query(NEXT, [last, BATCH])) as readonly { readonly id: string }[];
    if (rows.length === 0) return count;
    await db.query('SELECT refresh_relations($1)', [rows.map(({ id }) => id)]);
    last = rows.at(-1)?.id ?? last;
    count += rows.length;
  }
};
