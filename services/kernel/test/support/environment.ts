import { z } from 'zod';
import { readEnvironment } from '../../src/runtime/environment';
import { settings } from '../../src/runtime/settings';

/** The variables that the global setup of a test run sets for each worker. */
export const readTestRun = () => readEnvironment({ TEST_DATABASE_URL: settings.databaseUrl, TEST_RUN: z.string() });
