import { z } from 'zod';
import { readEnvironment } from '../../src/runtime/environment';
import { settings } from '../../src/runtime/settings';

/**
 * The variables that the global setup of a test run sets for each worker (TEST_STANDBY_URL only with TEST_REPLICAS=1), and
 * TEST_DATABASES: `each` gives each service a database of its own in suites of several services.
 */
export const readTestRun = () =>
  readEnvironment({
    TEST_DATABASE_URL: settings.databaseUrl,
    TEST_STANDBY_URL: settings.databaseUrl.optional(),
    TEST_RUN: z.string(),
    TEST_DATABASES: settings.oneOf(['one', 'each'], 'one'),
  });
