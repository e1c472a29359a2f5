import { escapeIdentifier } from 'pg';
import { DataSource, type DataSourceOptions, DefaultNamingStrategy, type Logger as QueryLogger } from 'typeorm';
import { snakeCase } from 'typeorm/util/StringUtils';
import type { Logger } from '../runtime/log';
import { tracedClient } from '../tracing/traced-client';
import type { Tracing } from '../tracing/tracing';
import { readDatabaseAddress } from './database-address';
import { expectUsableDatabase, hasPendingMigrations } from './database-checks';
import { connectClient } from './database-client';
import { urlOfService } from './database-urls';
import { PrimaryClient, primaryDriver } from './primary-client';
import { provision, type ServiceAccess } from './provision';
import type { ServiceLogin } from './service-login';
import type { Storage } from './storage';
import {
  BACKGROUND_TIMEOUTS,
  type DatabaseTimeouts,
  MIGRATION_TIMEOUTS,
  REQUEST_TIMEOUTS,
  withTimeouts,
} from './timeouts';

export interface DatabaseOptions {
  /** The address. `{service}` in it stands for the name of the service. */
  readonly url: string;
  /** The address of a standby, from which queries read. Defaults to none. */
  readonly readUrl?: string;
  /** How long a query waits for the standby, in milliseconds. Defaults to 200. */
  readonly readWaitMs?: number;
  /** Maximum number of connections for this service in this process. Defaults to 10. */
  readonly poolSize?: number;
  /** Defaults to {@link REQUEST_TIMEOUTS}. */
  readonly timeouts?: DatabaseTimeouts;
  /** Called with every statement that serves a request, for tests and tools that count statements. Those of a transaction have the same `session`. */
  readonly onStatement?: (sql: string, parameters: readonly unknown[], session?: object) => void;
  /** Makes a span of each statement that serves a traced request. */
  readonly tracing?: Tracing;
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

/** A TypeORM logger that only reports statements. */
const statementListener = (onStatement: NonNullable<DatabaseSettings['onStatement']>): QueryLogger => ({
  logQuery: (sql, parameters, session) => onStatement(sql, Array.isArray(parameters) ? parameters : [], session),
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
});

/** The session of a service: its tables are found by their names, and formats do not depend on the server's settings. */
const sessionOptions = ({ schema }: Storage, role: string | null): string[] => [
  `-c search_path=${schema},public`,
  '-c datestyle=ISO',
  '-c timezone=UTC',
  ...(role ? [`-c role=${role}`] : []),
];

const createDataSource = (settings: DatabaseSettings, storage: Storage, { login, role }: ServiceAccess): DataSource => {
  const { user, database, application_name, options, ...address } = {
    ...readDatabaseAddress(settings.url),
    ...login,
  };
  const { poolSize = 10, timeouts = REQUEST_TIMEOUTS } = settings;
  // Options of the address come first: ours apply if both set the same one.
  const session = [...(options ? [options] : []), ...sessionOptions(storage, role)];
  const dataSource: DataSource = new DataSource({
    type: 'postgres',
    driver: primaryDriver,
    username: user,
    database,
    schema: storage.schema,
    entities: [...storage.entities] as never,
    migrations: [...storage.migrations],
    migrationsTableName: 'migrations',
    namingStrategy: new PostgresNamingStrategy(),
    applicationName: application_name ?? `wizness-${storage.schema}`,
    poolSize,
    // Only the message: the driver attaches the whole client to the error, with the settings of its connection.
    poolErrorHandler: ({ message }: Error) => {
      // The connections of a pool that was closed may not be closed yet when their server stops.
      if (dataSource.isInitialized) settings.log.warn({ reason: message }, 'an idle database connection was lost');
    },
    ...(settings.onStatement && { logger: statementListener(settings.onStatement) }),
    extra: {
      ...address,
      ...withTimeouts(timeouts, { poolSize, sessionOptions: session }),
      Client: settings.tracing ? tracedClient(settings.tracing, storage.schema) : PrimaryClient,
    },
  });
  return dataSource;
};

/** Creates the database of `url`, in UTF-8, if it is missing. Connects to the database `postgres` of the same server. */
export const ensureDatabase = async (url: string): Promise<void> => {
  const { database: name = '' } = readDatabaseAddress(url);
  const client = await connectClient(url, { database: 'postgres' });
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`);
  } finally {
    await client.end();
  }
};

/** Another pool on what {@link openDatabase} opened, with other timeouts. Its statements are not reported to `onStatement`. */
const openAnotherPool = (
  { options }: DataSource,
  { poolSize, timeouts }: { readonly poolSize: number; readonly timeouts: DatabaseTimeouts },
): Promise<DataSource> => {
  const extra = options.extra as { readonly options: string };
  return new DataSource({
    ...options,
    poolSize,
    logger: undefined,
    // Of two values for the same setting, the later one applies.
    extra: {
      ...extra,
      query_timeout: undefined,
      ...withTimeouts(timeouts, { poolSize, sessionOptions: [extra.options] }),
    },
  } as DataSourceOptions).initialize();
};

const migrate = async (dataSource: DataSource): Promise<void> => {
  const migrating = await openAnotherPool(dataSource, { poolSize: 1, timeouts: MIGRATION_TIMEOUTS });
  try {
    await migrating.runMigrations({ transaction: 'each' });
  } finally {
    await migrating.destroy();
  }
};

/** A standby that does not respond must not delay a request for long: the primary answers it then. */
const STANDBY_ACQUIRE_MS = 500;

const withStandbyTimeouts = (settings: DatabaseSettings, url: string): DatabaseSettings => {
  const { timeouts = REQUEST_TIMEOUTS } = settings;
  return { ...settings, url, timeouts: { ...timeouts, acquireMs: Math.min(timeouts.acquireMs, STANDBY_ACQUIRE_MS) } };
};

export interface ServiceDatabase {
  readonly dataSource: DataSource;
  /** How to connect outside of the pool with the same rights. */
  readonly login: ServiceLogin;
  /** Opens a pool on a standby at `url`. */
  openStandby(url: string): Promise<DataSource>;
}

/**
 * Opens the service's part of the database: creates its role and schema, runs its migrations (one process at a time, under
 * an advisory lock), and opens a pool whose connections can access nothing else. Rejects with DatabaseRefused if the database
 * has another encoding than UTF-8 or is newer than this code, and with DatabaseUnreachable if there is none.
 */
export const openServiceDatabase = async (settings: DatabaseSettings, storage: Storage): Promise<ServiceDatabase> => {
  const { url, log } = settings;
  const client = await connectClient(url);
  try {
    await expectUsableDatabase(client);
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`wizness ${storage.schema}`]);
    const access = await provision(client, { url, storage, log });
    const isPending = await hasPendingMigrations(client, storage);
    const dataSource = createDataSource(settings, storage, access);
    if (isPending) await migrate(dataSource);
    return {
      dataSource: await dataSource.initialize(),
      login: access.login,
      openStandby: (readUrl) => createDataSource(withStandbyTimeouts(settings, readUrl), storage, access).initialize(),
    };
  } finally {
    await client.end();
  }
};

/** Only the pool of {@link openServiceDatabase}. */
export const openDatabase = async (settings: DatabaseSettings, storage: Storage): Promise<DataSource> =>
  (await openServiceDatabase({ ...settings, url: urlOfService(settings.url, storage.schema) }, storage)).dataSource;

/** A second pool on what {@link openDatabase} opened, for work that no caller waits for. */
export const openWorkerPool = (dataSource: DataSource, poolSize: number): Promise<DataSource> =>
  openAnotherPool(dataSource, { poolSize, timeouts: BACKGROUND_TIMEOUTS });
