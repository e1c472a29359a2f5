import { randomBytes } from 'node:crypto';
import { readEnvironment, settings } from '@wizness/kernel';

/** The PostgreSQL server of one test run. */
export interface TestPostgres {
  readonly url: string;
  /** A standby of it, from which graphs read. */
  readonly standbyUrl?: string;
  /** Folder of the embedded server, to remove at the end of the run. */
  readonly directory?: string;
  stop(): Promise<void>;
}

declare global {
  var testPostgres: TestPostgres | undefined;
}

/** The server of DATABASE_URL is used instead of an embedded one. TEST_REPLICAS=1 adds a standby to that. */
export const readTestEnvironment = () =>
  readEnvironment({ DATABASE_URL: settings.databaseUrl.optional(), TEST_REPLICAS: settings.oneOf(['0', '1'], '0') });

/** Passes the server to the test workers, which are separate processes, in environment variables. */
export const setTestEnvironment = (postgres: TestPostgres): void => {
  globalThis.testPostgres = postgres;
  process.env['TEST_DATABASE_URL'] = postgres.url;
  if (postgres.standbyUrl !== undefined) process.env['TEST_STANDBY_URL'] = postgres.standbyUrl;
  process.env['TEST_RUN'] = randomBytes(4).toString('hex');
  // The gateway's library reads cloud metadata and exports telemetry unless this is set before it is loaded.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
