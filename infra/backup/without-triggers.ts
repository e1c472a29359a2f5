import type { Client } from 'pg';

/**
 * Runs `load` in the open transaction of `client` while no trigger of these tables fires, except those of foreign keys. For
 * rows that are complete: what triggers would write is loaded, or computed afterwards.
 */
export const withoutTriggers = async <Result>(
  client: Client,
  tables: readonly string[],
  load: () => Promise<Result>,
): Promise<Result> => {
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const result = await load();
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  return result;
};
