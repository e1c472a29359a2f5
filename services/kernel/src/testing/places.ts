import { Client, escapeIdentifier } from 'pg';

/**
 * Where a text stands in a service's part of the database, as `table.column`, sorted: every column of every row of
 * every table is read, whatever its type.
 */
export const placesOf = async (url: string, schema: string, text: string): Promise<string[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE'`,
      [schema],
    );
    const places: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ key: string }>(
        `SELECT DISTINCT key FROM ${escapeIdentifier(schema)}.${escapeIdentifier(name)} entry,
           jsonb_each_text(to_jsonb(entry)) WHERE position($1 IN value) > 0`,
        [text],
      );
      places.push(...rows.map(({ key }) => `${name}.${key}`));
    }
    return places.toSorted();
  } finally {
    await client.end();
  }
};
