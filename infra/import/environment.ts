import { readEnvironment, settings } from '@wizness/kernel';
import { z } from 'zod';

/** Which database a command works on. Throws EnvironmentError that names all wrong settings. */
export const readImportEnvironment = () =>
  readEnvironment({
    DATABASE_URL: settings.databaseUrl.optional(),
    DATA_DIR: z.string().default('.data'),
    LOG_LEVEL: settings.logLevel,
  });
