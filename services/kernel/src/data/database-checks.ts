import { type Client, escapeIdentifier } from 'pg';
import { CodedError } from '../errors/coded-error';
import { migrationNames, type Storage } from './storage';

/** A database that this version must not use. The message says what to do. */
class DatabaseRefused extends CodedError {
  readonly code = 'DATABASE_REFUSED';
}

/** As PostgreSQL numbers its versions: 15.0 */
const OLDEST_VERSION = 150_000;

/** Throws {@link DatabaseRefused} unless the database is in UTF-8 and its PostgreSQL is new enough. */
export const expectUsableDatabase = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ encoding: string; version: number; name: string }>(
    `SELECT current_setting('server_encoding') AS encoding, current_setting('server_version_num')::int AS version,
       current_database() AS name`,
  );
  const [{ encoding, version, name }] = rows as [(typeof rows)[number]];
  if (version < OLDEST_VERSION)
    throw new DatabaseRefused(`PostgreSQL ${Math.floor(version / 10_000)} is too old. Use version 15 or newer.`);
  if (encoding !== 'UTF8')
    throw new DatabaseRefused(
      `The database "${name}" has the encoding ${encoding}, but texts are in UTF-8. Create another one: CREATE DATABASE wizness TEMPLATE template0 ENCODING 'UTF8'.`,
    );
};

const appliedMigrations = async (client: Client, schema: string): Promise<string[]> => {
  const table = `${escapeIdentifier(schema)}.migrations`;
  const { rows } = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
  if (!rows[0]?.exists) return [];
  const applied = await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`);
  return applied.rows.map(({ name }) => name);
};

/** A migration that the code before it works with is named so: it adds what that code neither reads nor has to write. */
const EXPANDING = /^Expand/;

/**
 * Whether migrations of the service have not been applied yet. Throws {@link DatabaseRefused} if one was applied that this
 * version does not know, unless its name begins with `Expand`: the code would read and write tables whose form it does not know.
 */
export const hasPendingMigrations = async (client: Client, storage: Storage): Promise<boolean> => {
  const { schema } = storage;
  const known = migrationNames(storage);
  const applied = await appliedMigrations(client, schema);
  const unknown = applied.filter((name) => !known.includes(name) && !EXPANDING.test(name));
  if (unknown.length > 0)
    throw new DatabaseRefused(
      `The database is newer than this version of Wizness Graph: it has migrations of ${schema} that this version does not know (${unknown.join(', ')}). Start the newer version, or restore a backup from before them.`,
    );
  return known.some((name) => !applied.includes(name));
};
