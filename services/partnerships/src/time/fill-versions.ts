import { columnsOf, VERSIONED, versionedTables } from './past-views';

interface Database {
  query(sql: string): Promise<unknown>;
}

const fill = async (db: Database, table: string): Promise<void> => {
  const { key = '', without = [] } = VERSIONED[table] ?? {};
  const columns = (await columnsOf(db, table)).filter((column) => !without.includes(column)).join(', ');
  await db.query(`INSERT INTO ${table}_versions (${columns}, known_from) SELECT ${columns}, '-infinity' FROM ${table}
    WHERE (${key}) NOT IN (SELECT ${key} FROM ${table}_versions WHERE known_to = 'infinity')`);
};

/**
 * Writes a version of each row that has none, and the spans of disputes, for data that were loaded without triggers. It
 * counts as known always: facts have stamps of their own.
 */
export const fillVersions = async (db: Database): Promise<void> => {
  for (const table of await versionedTables(db)) await fill(db, table);
  await db.query(`INSERT INTO disputes (lineage_id, known_from)
    SELECT lineage_id, known_from FROM facts WHERE status = 'DISPUTED' AND known_to = 'infinity' ON CONFLICT DO NOTHING`);
  await db.query(`INSERT INTO clock (last) SELECT max(known_from) FROM facts HAVING count(*) > 0
    ON CONFLICT (single) DO UPDATE SET last = greatest(clock.last, excluded.last)`);
};
