import { z } from 'zod';
import { readEnvironment, settings } from '../../src/runtime/environment';

/** What the run's global setup tells each test worker. */
export const readTestRun = () => readEnvironment({ TEST_DATABASE_URL: settings.databaseUrl, TEST_RUN: z.string() });
