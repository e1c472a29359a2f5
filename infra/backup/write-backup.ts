import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { loadServices } from '@wizness/gateway';
import { connectClient } from '@wizness/kernel';
import { type Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CommandError } from '../command/command-error';
import { type BackupHeader, END_OF_ROWS, FORMAT } from './backup-format';
import { PORTABLE_TEXT, readSequences, readTables, type Table } from './tables';
import { whenIdle } from './when-idle';

export interface BackupSize {
  readonly tables: number;
  readonly rows: number;
}

const SCHEMAS = loadServices().map(({ storage }) => storage.schema);

const readHeader = async (client: Client, tables: readonly Table[], now: Date): Promise<BackupHeader> => {
  const migrations: Record<string, string[]> = {};
  for (const schema of SCHEMAS) {
    const table = `${schema}.migrations`;
    if (!tables.some(({ name }) => name === table))
      throw new CommandError(`The database has no data of ${schema}. Check DATABASE_URL or DATA_DIR.`);
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`);
    migrations[schema] = rows.map(({ name }) => name);
  }
  return { format: FORMAT, createdAt: now.toISOString(), migrations };
};

/** The lines of a backup. Run it in a transaction that sees one state of the database. */
const readLines = async function* (client: Client, now: Date, size: { tables: number; rows: number }) {
  const tables = await readTables(client, SCHEMAS);
  yield `${JSON.stringify(await readHeader(client, tables, now))}\n`;
  for (const { name, columns } of tables) {
    yield `${JSON.stringify({ table: name, columns })}\n`;
    const idle = whenIdle(client);
    const rows = client.query(copyTo(`COPY ${name} (${columns.map(escapeIdentifier).join(', ')}) TO STDOUT`));
    yield* rows as AsyncIterable<Buffer>;
    await idle;
    yield `${END_OF_ROWS}\n`;
    size.tables += 1;
    size.rows += rows.rowCount;
  }
  for (const { name: sequence, ...state } of await readSequences(client, SCHEMAS)) {
    yield `${JSON.stringify({ sequence, ...state })}\n`;
  }
  yield `${JSON.stringify({ end: size })}\n`;
};

/**
 * Writes the data of all services to `output`, as they were at one moment. The graph may be running. Rejects with
 * CommandError if there are no data.
 */
export const streamBackup = async (databaseUrl: string, output: Writable): Promise<BackupSize> => {
  const client = await connectClient(databaseUrl);
  const size = { tables: 0, rows: 0 };
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(PORTABLE_TEXT);
    await pipeline(Readable.from(readLines(client, new Date(), size)), createGzip(), output);
    await client.query('COMMIT');
    return size;
  } finally {
    await client.end();
  }
};

/**
 * Writes a backup to a new file that only its owner can read. The file gets its name when it is complete. Rejects with
 * CommandError if it exists.
 */
export const writeBackup = async (databaseUrl: string, file: string): Promise<BackupSize> => {
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
