import { z } from 'zod';
import { readEnvironment } from '../../src/runtime/environment';
import { settings } from '../../src/runtime/settings';

/** Multiplies the runs of property tests, which are few in CI. */
export const { PROPERTY_FACTOR } = readEnvironment({
  PROPERTY_FACTOR: settings.wholeNumber({ min: 1, max: 10_000 }).default(1),
});

/** Of a property test, in milliseconds: an hour for each of the factor, up to what timers can wait. */
export const PROPERTY_TIMEOUT = Math.min(3_600_000 * PROPERTY_FACTOR, 2 ** 31 - 1);

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
