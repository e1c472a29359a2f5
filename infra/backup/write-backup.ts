import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { connectClient, type DatabaseUrls } from '@wizness/kernel';
import { type Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CommandError } from '../command/command-error';
import { distinctDatabases } from '../command/distinct-databases';
import { type BackupHeader, END_OF_ROWS, FORMAT } from './backup-format';
import { holdEventLogs } from './hold-event-logs';
import { PORTABLE_TEXT, readSequences, readTables, type Table } from './tables';
import { whenIdle } from './when-idle';

export interface BackupSize {
  readonly tables: number;
  readonly rows: number;
}

/** A database in a transaction that sees one state of it. */
interface Source {
  readonly client: Client;
  readonly schemas: readonly string[];
}

type SourceTable = Table & Pick<Source, 'client'>;

const readHeader = async (
  sources: readonly Source[],
  tables: readonly SourceTable[],
  now: Date,
): Promise<BackupHeader> => {
  const migrations: Record<string, string[]> = {};
  for (const { client, schema } of sources.flatMap(({ schemas, ...source }) =>
    schemas.map((name) => ({ ...source, schema: name })),
  )) {
    const table = `${schema}.migrations`;
    if (!tables.some(({ name }) => name === table))
      throw new CommandError(`The database has no data of ${schema}. Check DATABASE_URL or DATA_DIR.`);
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`);
    migrations[schema] = rows.map(({ name }) => name);
  }
  return { format: FORMAT, createdAt: now.toISOString(), migrations };
};

/** The lines of a backup. */
const readLines = async function* (sources: readonly Source[], now: Date, size: { tables: number; rows: number }) {
  const tables: SourceTable[] = [];
  for (const { client, schemas } of sources) {
    tables.push(...(await readTables(client, schemas)).map((table) => ({ ...table, client })));
  }
  yield `${JSON.stringify(await readHeader(sources, tables, now))}\n`;
  for (const { name, columns, client } of tables) {
    yield `${JSON.stringify({ table: name, columns })}\n`;
    const idle = whenIdle(client);
    const rows = client.query(copyTo(`COPY ${name} (${columns.map(escapeIdentifier).join(', ')}) TO STDOUT`));
    yield* rows as AsyncIterable<Buffer>;
    await idle;
    yield `${END_OF_ROWS}\n`;
    size.tables += 1;
    size.rows += rows.rowCount;
  }
  for (const { client, schemas } of sources) {
    for (const { name: sequence, ...state } of await readSequences(client, schemas)) {
      yield `${JSON.stringify({ sequence, ...state })}\n`;
    }
  }
  yield `${JSON.stringify({ end: size })}\n`;
};

/** Begins the transaction in which a database is read: from its first statement it sees one state. */
const beginReading = async ({ client }: Source): Promise<void> => {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query(PORTABLE_TEXT);
  await client.query('SELECT 1');
};

/**
 * Writes the data of all services to `output`, as they were at one moment. The graph may be running. Several databases are
 * read at a moment when no event is being appended to any of them, so that no service has handled an event that the backup
 * lacks. Rejects with CommandError if there are no data.
 */
export const streamBackup = async (databaseUrl: DatabaseUrls, output: Writable): Promise<BackupSize> => {
  const databases = distinctDatabases(databaseUrl);
  const sources: Source[] = [];
  const size = { tables: 0, rows: 0 };
  try {
    for (const { url, storages } of databases) {
      sources.push({ client: await connectClient(url), schemas: storages.map(({ schema }) => schema) });
    }
    const release = databases.length > 1 ? await holdEventLogs(databases) : async () => undefined;
    try {
      for (const source of sources) await beginReading(source);
    } finally {
      await release();
    }
    await pipeline(Readable.from(readLines(sources, new Date(), size)), createGzip(), output);
    return size;
  } finally {
    await Promise.all(sources.map(({ client }) => client.end()));
  }
};

/**
 * Writes a backup to a new file that only its owner can read. The file gets its name when it is complete. Rejects with
 * CommandError if it exists.
 */
export const writeBackup = async (databaseUrl: DatabaseUrls, file: string): Promise<BackupSize> => {
  const partial = `${file}.partial`;
  try {
    const size = await streamBackup(databaseUrl, createWriteStream(partial, { mode: 0o600, flush: true }));
    await rename(partial, file);
    return size;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};
