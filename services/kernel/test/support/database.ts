import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type DatabaseUrls, urlOfService } from '../../src/data/database-urls';
import { catalogue } from '../../src/runtime/catalogue';
import { readTestRun } from './environment';

/** A database that one suite has to itself, or one for each service. */
export interface TestDatabase {
  /** With `{service}` in the name of the database if each service has its own. */
  readonly url: string;
  /** What a graph opens: the databases of the services, with their standbys if the run has some. */
  readonly urls: DatabaseUrls;
  /** The address of a service's database. */
  urlOf(service: string): string;
  drop(): Promise<void>;
}

const prefix = (): string => `wizness_test_${readTestRun().TEST_RUN}`;

const urlOf = (database: string, server = readTestRun().TEST_DATABASE_URL): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
};

const urlsOf = (database: string): DatabaseUrls => {
  const { TEST_STANDBY_URL: standby } = readTestRun();
  if (standby === undefined) return urlOf(database);
  const urls = { url: urlOf(database), readUrl: urlOf(database, standby) };
  return Object.fromEntries(catalogue.map(({ name }) => [name, urls]));
};

const asAdmin = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: readTestRun().TEST_DATABASE_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const exists = async (client: Client, database: string): Promise<boolean> =>
  (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])).rowCount === 1;

const drop = (client: Client, database: string) =>
  client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);

/** PostgreSQL cuts longer ones off. */
const MAX_NAME_LENGTH = 63;

type Fill = (url: string) => Promise<void>;

/** Clones a template for each of `services`; their names replace `{service}` in those of the databases. */
const clone = (name: string, services: readonly string[], fill: Fill): Promise<TestDatabase> =>
  asAdmin(async (client) => {
    const suffix = services.length > 1 ? '_{service}' : '';
    const template = `${prefix()}_of_${name}${suffix}`;
    const database = `${prefix()}_${randomBytes(6).toString('hex')}${suffix}`;
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const namesOf = (pattern: string): string[] => services.map((service) => urlOfService(pattern, service));
    const tooLong = namesOf(`${prefix()}_new_${name}${suffix}`).find(({ length }) => length > MAX_NAME_LENGTH);
    if (tooLong !== undefined) throw new Error(`The name of the database "${tooLong}" is too long. Shorten "${name}".`);
    const renamed = namesOf(template);
    if (!(await exists(client, renamed.at(-1) ?? ''))) {
      const unfinished = `${prefix()}_new_${name}${suffix}`;
      for (const each of [...namesOf(unfinished), ...renamed]) await drop(client, each);
      for (const each of namesOf(unfinished))
        await client.query(`CREATE DATABASE ${escapeIdentifier(each)} TEMPLATE template0 ENCODING 'UTF8'`);
      await fill(urlOf(unfinished));
      for (const [index, each] of namesOf(unfinished).entries())
        await client.query(
          `ALTER DATABASE ${escapeIdentifier(each)} RENAME TO ${escapeIdentifier(renamed[index] ?? '')}`,
        );
    }
    const cloned = namesOf(database);
    // Copying files takes a third of the time of writing each page to the log of PostgreSQL.
    for (const [index, each] of cloned.entries())
      await client.query(
        `CREATE DATABASE ${escapeIdentifier(each)} TEMPLATE ${escapeIdentifier(renamed[index] ?? '')} STRATEGY FILE_COPY`,
      );
    const url = urlOf(database);
    return {
      url,
      urls: urlsOf(database),
      urlOf: (service) => urlOfService(url, service),
      drop: () =>
        asAdmin(async (other) => {
          for (const each of cloned) await drop(other, each);
        }),
    };
  });

/**
 * Creates a database as a clone of the template `name`. The first suite of a run that needs the template creates it with
 * `fill`; other suites wait for it.
 */
export const cloneDatabase = (name: string, fill: Fill): Promise<TestDatabase> => clone(name, [''], fill);

/** As {@link cloneDatabase}, with a database for each service of the catalogue. */
export const cloneDatabaseOfEach = (name: string, fill: Fill): Promise<TestDatabase> =>
  clone(
    name,
    catalogue.map((service) => service.name),
    fill,
  );

/** As {@link cloneDatabase}, or as {@link cloneDatabaseOfEach} if TEST_DATABASES is `each`: for suites of several services. */
export const cloneGraphDatabase = (name: string, fill: Fill): Promise<TestDatabase> =>
  (readTestRun().TEST_DATABASES === 'each' ? cloneDatabaseOfEach : cloneDatabase)(name, fill);

/** Drops every database that this test run created. */
export const dropTestDatabases = (): Promise<void> =>
  asAdmin(async (client) => {
    const pattern = escapeLiteral(`${prefix()}%`);
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE ${pattern}`,
    );
    for (const { datname } of rows) await drop(client, datname);
  });
