import type { Client } from 'pg';
import { readTables } from '../backup/tables';
import { CommandError } from '../command/command-error';

/** Rejects with CommandError if another program is connected: it could write while the data are restored. */
export const expectUnused = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT coalesce(nullif(application_name, ''), 'without a name') AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY 1`,
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new CommandError(`Other programs are connected to the database (${names}). Stop them first.`);
};

/** Whether any table of the schemas has a row, except those that list migrations. */
export const holdsRows = async (client: Client, schemas: readonly string[]): Promise<boolean> => {
  for (const { name } of await readTables(client, schemas)) {
    if (name.endsWith('.migrations')) continue;
    const { rowCount } = await client.query(`SELECT 1 FROM ${name} LIMIT 1`);
    if (rowCount) return true;
  }
  return false;
};
