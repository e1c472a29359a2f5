import { readEnvironment, settings } from '@wizness/kernel';

/** The settings of a command. Throws an EnvironmentError that lists all wrong settings. */
export const readCommandEnvironment = () =>
  readEnvironment({
    DATABASE_URL: settings.databaseUrl.optional(),
    DATA_DIR: settings.folder('.data'),
    LOG_LEVEL: settings.logLevel,
  });
