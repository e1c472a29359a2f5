import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadServices } from '@wizness/gateway';
import { connectClient, type Logger, migrationNames, openDatabase, type Storage } from '@wizness/kernel';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupHeader } from '../backup/backup-format';
import { openBackup } from '../backup/read-backup';
import { PORTABLE_TEXT, readTables } from '../backup/tables';
import { whenIdle } from '../backup/when-idle';
import { withoutTriggers } from '../backup/without-triggers';
import { CommandError } from '../command/command-error';
import { expectUnused, holdsRows } from './target-database';

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly file: string;
  /** Whether data that are in the database may be deleted. */
  readonly overwrite: boolean;
  readonly log: Logger;
}

const STORAGES = loadServices().map(({ storage }) => storage);
const SCHEMAS = STORAGES.map(({ schema }) => schema);

/** Reads a whole backup, so that one that is damaged is refused before anything changes. */
const checkBackup = async (file: string): Promise<BackupHeader> => {
  const { header, tables } = await openBackup(file);
  for await (const { rows } of tables()) for await (const _ of rows);
  return header;
};

/** The storages of the services as they were when the backup was made. */
const storagesAt = ({ migrations }: BackupHeader): Storage[] => {
  const unknown = Object.keys(migrations).filter((schema) => !SCHEMAS.includes(schema));
  const storages = STORAGES.map((storage) => {
    const names = migrationNames(storage);
    const applied = migrations[storage.schema] ?? [];
    unknown.push(...applied.filter((name) => !names.includes(name)));
    return { ...storage, migrations: storage.migrations.filter((_, index) => applied.includes(names[index] ?? '')) };
  });
  if (unknown.length === 0) return storages;
  throw new CommandError(
    `The backup is newer than this version of Wizness Graph, which does not know ${unknown.join(', ')}. Use the newer version.`,
  );
};

const createTables = async (storages: readonly Storage[], url: string, log: Logger): Promise<void> => {
  for (const storage of storages) await (await openDatabase({ url, log, poolSize: 1 }, storage)).destroy();
};

/** Loads all rows in one transaction. Returns their number. */
const loadRows = async (client: Client, file: string): Promise<number> => {
  const { tables, sequences } = await openBackup(file);
  let count = 0;
  await client.query('BEGIN');
  const expected = new Map((await readTables(client, SCHEMAS)).map(({ name, columns }) => [name, columns]));
  await client.query(PORTABLE_TEXT);
  await client.query(`TRUNCATE ${[...expected.keys()].join(', ')}`);
  const load = async (): Promise<void> => {
    for await (const { name, columns, rows } of tables()) {
      if (String(expected.get(name)) !== String(columns))
        throw new CommandError(`The table ${name} of the backup has other columns than this version creates.`);
      const idle = whenIdle(client);
      const copying = client.query(copyFrom(`COPY ${name} (${columns.map(escapeIdentifier).join(', ')}) FROM STDIN`));
      await pipeline(Readable.from(rows), withLineFeeds, copying);
      await idle;
      count += copying.rowCount;
    }
  };
  await withoutTriggers(client, [...expected.keys()], load);
  for (const { name, value, isCalled } of sequences) {
    await client.query(`SELECT setval(${escapeLiteral(name)}, $1, $2)`, [value, isCalled]);
  }
  await client.query('COMMIT');
  return count;
};

const withLineFeeds = async function* (rows: AsyncIterable<string>) {
  for await (const row of rows) yield `${row}\n`;
};

/**
 * Restores a backup: creates the tables as they were, then loads all rows in one transaction. The next start upgrades the
 * tables. Returns the number of rows. Rejects with CommandError, and changes nothing, if the backup is damaged or newer than
 * this version, if another program is connected to the database, and if it has data and `overwrite` is false.
 */
export const restoreBackup = async ({ databaseUrl, file, overwrite, log }: RestoreOptions): Promise<number> => {
  const storages = storagesAt(await checkBackup(file));
  const client = await connectClient(databaseUrl);
  try {
    await expectUnused(client);
    if (!overwrite && (await holdsRows(client, SCHEMAS)))
      throw new CommandError('The database is not empty. Give --overwrite to delete its data.');
    await client.query(`DROP SCHEMA IF EXISTS ${SCHEMAS.map(escapeIdentifier).join(', ')} CASCADE`);
    await createTables(storages, databaseUrl, log);
    const rows = await loadRows(client, file);
    await client.query('ANALYZE');
    return rows;
  } finally {
    await client.end();
  }
};
