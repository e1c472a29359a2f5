import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadServices } from '@wizness/gateway';
import {
  connectClient,
  continueRestoredLog,
  type DatabaseUrls,
  type Logger,
  migrationNames,
  openDatabase,
  type Storage,
} from '@wizness/kernel';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupHeader } from '../backup/backup-format';
import { openBackup } from '../backup/read-backup';
import { PORTABLE_TEXT, readTables } from '../backup/tables';
import { whenIdle } from '../backup/when-idle';
import { withoutTriggers } from '../backup/without-triggers';
import { CommandError } from '../command/command-error';
import { type DistinctDatabase, distinctDatabases } from '../command/distinct-databases';
import { expectUnused, holdsRows } from './target-database';

export interface RestoreOptions {
  readonly databaseUrl: DatabaseUrls;
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

const createTables = async ({ url, storages }: DistinctDatabase, log: Logger): Promise<void> => {
  for (const storage of storages) await (await openDatabase({ url, log, poolSize: 1 }, storage)).destroy();
};

/** The schema of a table or sequence. */
const schemaOf = (name: string): string => name.slice(0, name.indexOf('.'));

/** Loads the rows of one database in one transaction. Returns their number. */
const loadRows = async (client: Client, { storages }: DistinctDatabase, file: string): Promise<number> => {
  const { tables, sequences } = await openBackup(file);
  const schemas = storages.map(({ schema }) => schema);
  let count = 0;
  await client.query('BEGIN');
  const expected = new Map((await readTables(client, schemas)).map(({ name, columns }) => [name, columns]));
  await client.query(PORTABLE_TEXT);
  await client.query(`TRUNCATE ${[...expected.keys()].join(', ')}`);
  const load = async (): Promise<void> => {
    for await (const { name, columns, rows } of tables()) {
      if (!schemas.includes(schemaOf(name))) {
        for await (const _ of rows);
        continue;
      }
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
    if (!schemas.includes(schemaOf(name))) continue;
    await client.query(`SELECT setval(${escapeLiteral(name)}, $1, $2)`, [value, isCalled]);
  }
  for (const name of expected.keys()) {
    if (name.endsWith('.events')) await client.query(continueRestoredLog(name));
  }
  await client.query('COMMIT');
  return count;
};

const withLineFeeds = async function* (rows: AsyncIterable<string>) {
  for await (const row of rows) yield `${row}\n`;
};

/** Runs `work` on a connection to each of the databases. */
const onEach = async (
  databases: readonly DistinctDatabase[],
  work: (client: Client, database: DistinctDatabase) => Promise<void>,
): Promise<void> => {
  for (const database of databases) {
    const client = await connectClient(database.url);
    try {
      await work(client, database);
    } finally {
      await client.end();
    }
  }
};

/**
 * Restores a backup: creates the tables as they were, then loads all rows, in one transaction for each database. The next
 * start upgrades the tables. Event logs continue behind a gap ({@link continueRestoredLog}). Returns the number of rows. Rejects with CommandError, and changes nothing, if the backup is
 * damaged or newer than this version, if another program is connected to a database, and if one has data and `overwrite` is
 * false.
 */
export const restoreBackup = async ({ databaseUrl, file, overwrite, log }: RestoreOptions): Promise<number> => {
  const asThen = new Map(storagesAt(await checkBackup(file)).map((storage) => [storage.schema, storage]));
  const databases = distinctDatabases(databaseUrl).map(({ url, storages }) => ({
    url,
    storages: storages.map((storage) => asThen.get(storage.schema) ?? storage),
  }));
  const schemasOf = ({ storages }: DistinctDatabase): string[] => storages.map(({ schema }) => schema);
  let count = 0;
  await onEach(databases, async (client, database) => {
    await expectUnused(client);
    if (!overwrite && (await holdsRows(client, schemasOf(database))))
      throw new CommandError('The database is not empty. Give --overwrite to delete its data.');
  });
  await onEach(databases, async (client, database) => {
    await client.query(`DROP SCHEMA IF EXISTS ${schemasOf(database).map(escapeIdentifier).join(', ')} CASCADE`);
    await createTables(database, log);
    count += await loadRows(client, database, file);
    await client.query('ANALYZE');
  });
  return count;
};
