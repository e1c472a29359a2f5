import { Client, escapeIdentifier } from 'pg';

/** The tables of a service's schema, sorted, that contain `text` in any column of any row, in upper or lower case. */
export const tablesHolding = async (url: string, schema: string, text: string): Promise<string[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = $1 AND table_type = 'BASE TABLE' ORDER BY table_name`,
      [schema],
    );
    if (tables.length === 0) throw new Error(`The schema ${schema} has no tables.`);
    const found: string[] = [];
    for (const { name } of tables) {
      const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
      const sql = `SELECT 1 FROM ${table} entry WHERE position(lower($1) IN lower(CAST(entry AS text))) > 0 LIMIT 1`;
      if ((await client.query(sql, [text])).rowCount) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
};
