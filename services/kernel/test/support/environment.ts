import { z } from 'zod';
import { readEnvironment, settings } from '../../src/runtime/environment';

/** The variables that the global setup of a test run sets for each worker. */
export const readTestRun = () => readEnvironment({ TEST_DATABASE_URL: settings.databaseUrl, TEST_RUN: z.string() });
