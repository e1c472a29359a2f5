import { readEnvironment, settings } from '@wizness/kernel';

/** Which database a command works on. Throws EnvironmentError that names all wrong settings. */
export const readCommandEnvironment = () =>
  readEnvironment({
    DATABASE_URL: settings.databaseUrl.optional(),
    DATA_DIR: settings.folder('.data'),
    LOG_LEVEL: settings.logLevel,
  });
