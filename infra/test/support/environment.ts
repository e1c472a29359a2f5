import { randomBytes } from 'node:crypto';
import { readEnvironment, settings } from '@wizness/kernel';

/** The PostgreSQL of one test run. */
export interface TestPostgres {
  readonly url: string;
  /** Folder of an embedded one, to be removed at the end. */
  readonly directory?: string;
  stop(): Promise<void>;
}

declare global {
  var testPostgres: TestPostgres | undefined;
}

export const readTestEnvironment = () => readEnvironment({ DATABASE_URL: settings.databaseUrl.optional() });

/** Test workers are processes of their own and inherit only the environment. */
export const shareWithTests = (postgres: TestPostgres): void => {
  globalThis.testPostgres = postgres;
  process.env['TEST_DATABASE_URL'] = postgres.url;
  process.env['TEST_RUN'] = randomBytes(4).toString('hex');
  // The gateway's library probes cloud metadata and exports telemetry unless told not to before it is loaded.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
