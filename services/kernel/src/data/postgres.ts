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

/** What one service has in the database: its own schema and role, its tables and their migrations. */
export interface Storage {
  readonly schema: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** PostgreSQL extensions that the tables need. They are shared, in the schema `public`. */
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

/** The names that PostgreSQL itself chooses, so that hand-written migrations need not name constraints. */
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

/** duplicate_object, unique_violation, duplicate_schema */
const ALREADY_EXISTS = new Set(['42710', '23505', '42P06']);
const INSUFFICIENT_PRIVILEGE = '42501';

const sqlState = (error: unknown): string => String((error as { code?: unknown }).code);

const ignoreExisting = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!ALREADY_EXISTS.has(sqlState(error))) throw error;
  });
};

/**
 * Creates the service's role and schema if they are missing. Returns the role that owns the schema; null if the database
 * user may not create roles: then that user owns everything, and services can read each other's tables.
 */
const provision = async (client: Client, { schema, extensions = [] }: Storage, log: Logger): Promise<string | null> => {
  for (const extension of extensions) {
    await ignoreExisting(client.query(`CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(extension)} SCHEMA public`));
  }
  const role = escapeIdentifier(roleOf(schema));
  try {
    await ignoreExisting(client.query(`CREATE ROLE ${role} NOLOGIN`));
    await ignoreExisting(client.query(`GRANT ${role} TO CURRENT_USER`));
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)} AUTHORIZATION ${role}`);
    return roleOf(schema);
  } catch (error) {
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    log.warn({ schema }, 'The database user may not create roles. All services use its own role.');
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`);
    return null;
  }
};

/** A TypeORM logger that only reports statements. */
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
        // Cursors contain times in PostgreSQL's format, which must not depend on the settings of the server.
        '-c datestyle=ISO',
        '-c timezone=UTC',
        '-c statement_timeout=10000',
        ...(role ? [`-c role=${role}`] : []),
      ].join(' '),
    },
  });

/** Creates the database of `url`, in UTF-8, if it is missing. Connects to the database `postgres` of the same server. */
export const ensureDatabase = async (url: string): Promise<void> => {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  const client = new Client({ connectionString: server.href });
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
 * Opens the service's part of the database: creates its role and schema, runs its migrations (one process at a time, under
 * an advisory lock), and opens a pool whose connections can access nothing else.
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

/** A second pool on what {@link openDatabase} opened. Its statements are not reported to `onStatement`. */
export const openWorkerPool = ({ options }: DataSource, poolSize: number): Promise<DataSource> =>
  new DataSource({ ...options, poolSize, logger: undefined } as DataSourceOptions).initialize();
