import { randomBytes } from 'node:crypto';
import { readEnvironment, settings } from '@wizness/kernel';

/** The PostgreSQL server of one test run. */
export interface TestPostgres {
  readonly url: string;
  /** Folder of the embedded server, to remove at the end of the run. */
  readonly directory?: string;
  stop(): Promise<void>;
}

declare global {
  var testPostgres: TestPostgres | undefined;
}

export const readTestEnvironment = () => readEnvironment({ DATABASE_URL: settings.databaseUrl.optional() });

/** Passes the server to the test workers, which are separate processes, in environment variables. */
export const setTestEnvironment = (postgres: TestPostgres): void => {
  globalThis.testPostgres = postgres;
  process.env['TEST_DATABASE_URL'] = postgres.url;
  process.env['TEST_RUN'] = randomBytes(4).toString('hex');
  // The gateway's library reads cloud metadata and exports telemetry unless this is set before it is loaded.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
