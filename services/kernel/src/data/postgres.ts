import { Client, escapeIdentifier } from 'pg';
import {
  DataSource,
  type DataSourceOptions,
  DefaultNamingStrategy,
  type EntityTarget,
  type Logger as QueryLogger,
  type MigrationInterface,
  type ObjectLiteral,
} from 'typeorm';
import { snakeCase } from 'typeorm/util/StringUtils';
import type { Logger } from '../runtime/log';

/** What one service keeps in the database: its own schema, its own role, its tables and how they came about. */
export interface Storage {
  readonly schema: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** PostgreSQL extensions that the tables need; they are shared, in `public`. */
  readonly extensions?: readonly string[];
}

export interface DatabaseOptions {
  readonly url: string;
  /** Maximum number of connections for this service in this process. Defaults to 10. */
  readonly poolSize?: number;
  /** Called with every statement that serves a request, for tests and tools that count statements. */
  readonly onStatement?: (sql: string, parameters: readonly unknown[]) => void;
}

export interface DatabaseSettings extends DatabaseOptions {
  readonly log: Logger;
}

/** Names as PostgreSQL itself would choose them, so that hand-written migrations need to name nothing. */
class PostgresNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string): string {
    return customName || snakeCase(propertyName);
  }
  override primaryKeyName(table: string | { name: string }): string {
    return `${nameOf(table)}_pkey`;
  }
  override foreignKeyName(table: string | { name: string }, columns: string[]): string {
    return `${nameOf(table)}_${columns.map(snakeCase).join('_')}_fkey`;
  }
  override uniqueConstraintName(table: string | { name: string }, columns: string[]): string {
    return `${nameOf(table)}_${columns.map(snakeCase).join('_')}_key`;
  }
  override indexName(table: string | { name: string }, columns: string[]): string {
    return `${nameOf(table)}_${columns.map(snakeCase).join('_')}_idx`;
  }
}

const nameOf = (table: string | { name: string }): string =>
  (typeof table === 'string' ? table : table.name).split('.').at(-1) ?? '';

const roleOf = (schema: string): string => `wizness_${schema}`;

const ALREADY_THERE = new Set(['42710', '23505', '42P06']);
const NOT_ALLOWED = '42501';

const sqlState = (error: unknown): string => String((error as { code?: unknown }).code);

const unlessThere = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!ALREADY_THERE.has(sqlState(error))) throw error;
  });
};

/**
 * Makes the service's role and schema, if they are not there. Answers the role that owns the schema, or null where the
 * database's user may not create roles: then that user owns everything, and no wall stands between the services.
 */
const provision = async (client: Client, { schema, extensions = [] }: Storage, log: Logger): Promise<string | null> => {
  for (const extension of extensions) {
    await unlessThere(client.query(`CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(extension)} SCHEMA public`));
  }
  const role = escapeIdentifier(roleOf(schema));
  try {
    await unlessThere(client.query(`CREATE ROLE ${role} NOLOGIN`));
    await unlessThere(client.query(`GRANT ${role} TO CURRENT_USER`));
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)} AUTHORIZATION ${role}`);
    return roleOf(schema);
  } catch (error) {
    if (sqlState(error) !== NOT_ALLOWED) throw error;
    log.warn({ schema }, 'The database user may not create roles: one role serves all services.');
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`);
    return null;
  }
};

/** Lets only statements through, to whoever counts them. */
const statementListener = (onStatement: NonNullable<DatabaseSettings['onStatement']>): QueryLogger => ({
  logQuery: (sql, parameters) => onStatement(sql, Array.isArray(parameters) ? parameters : []),
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
});

const createDataSource = (settings: DatabaseSettings, storage: Storage, role: string | null): DataSource =>
  new DataSource({
    type: 'postgres',
    url: settings.url,
    schema: storage.schema,
    entities: [...storage.entities] as never,
    migrations: [...storage.migrations],
    migrationsTableName: 'migrations',
    namingStrategy: new PostgresNamingStrategy(),
    applicationName: `wizness-${storage.schema}`,
    poolSize: settings.poolSize ?? 10,
    ...(settings.onStatement && { logger: statementListener(settings.onStatement) }),
    extra: {
      options: [
        `-c search_path=${storage.schema},public`,
        // Cursors hold times as PostgreSQL writes them, whatever the server's own settings are.
        '-c datestyle=ISO',
        '-c timezone=UTC',
        '-c statement_timeout=10000',
        ...(role ? [`-c role=${role}`] : []),
      ].join(' '),
    },
  });

/** Makes the database that `url` names, in UTF-8, unless it is there; needs the database `postgres` beside it. */
export const ensureDatabase = async (url: string): Promise<void> => {
  const beside = new URL(url);
  const name = decodeURIComponent(beside.pathname.slice(1));
  beside.pathname = '/postgres';
  const client = new Client({ connectionString: beside.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`);
  } finally {
    await client.end();
  }
};

/**
 * Opens the service's part of the database: its role, its schema, all migrations (one process at a time, under an
 * advisory lock), then a pool of connections that can touch nothing else.
 */
export const openDatabase = async (settings: DatabaseSettings, storage: Storage): Promise<DataSource> => {
  const client = new Client({ connectionString: settings.url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`wizness ${storage.schema}`]);
    const role = await provision(client, storage, settings.log);
    const dataSource = await createDataSource(settings, storage, role).initialize();
    try {
      await dataSource.runMigrations({ transaction: 'each' });
      return dataSource;
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
  } finally {
    await client.end();
  }
};

/** A second, small pool on what {@link openDatabase} opened, of whose statements nobody is told. */
export const openWorkerPool = ({ options }: DataSource, poolSize: number): Promise<DataSource> =>
  new DataSource({ ...options, poolSize, logger: undefined } as DataSourceOptions).initialize();
