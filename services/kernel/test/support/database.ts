import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { readTestRun } from './environment';

/** A database that one suite has to itself. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const prefix = (): string => `wizness_test_${readTestRun().TEST_RUN}`;

const urlOf = (database: string): string => {
  const url = new URL(readTestRun().TEST_DATABASE_URL);
  url.pathname = `/${database}`;
  return url.href;
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

/**
 * Creates a database as a clone of the template `name`. The first suite of a run that needs the template creates it with
 * `fill`; other suites wait for it.
 */
export const cloneDatabase = (name: string, fill: (url: string) => Promise<void>): Promise<TestDatabase> =>
  asAdmin(async (client) => {
    const template = `${prefix()}_template_${name}`;
    const database = `${prefix()}_${randomBytes(6).toString('hex')}`;
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    if (!(await exists(client, template))) {
      const unfinished = `${template}_unfinished`;
      await drop(client, unfinished);
      await client.query(`CREATE DATABASE ${escapeIdentifier(unfinished)} TEMPLATE template0 ENCODING 'UTF8'`);
      await fill(urlOf(unfinished));
      await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(template)}`);
    }
    // Copying files takes a third of the time of writing each page to the log of PostgreSQL.
    await client.query(
      `CREATE DATABASE ${escapeIdentifier(database)} TEMPLATE ${escapeIdentifier(template)} STRATEGY FILE_COPY`,
    );
    return { url: urlOf(database), drop: () => asAdmin(async (other) => void (await drop(other, database))) };
  });

/** Drops every database that this test run created. */
export const dropTestDatabases = (): Promise<void> =>
  asAdmin(async (client) => {
    const pattern = escapeLiteral(`${prefix()}%`);
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE ${pattern}`,
    );
    for (const { datname } of rows) await drop(client, datname);
  });
