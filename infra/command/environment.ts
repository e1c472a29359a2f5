import { catalogue, databasePoolSettings, optionalDatabaseUrls, readProgramSettings, settings } from '@wizness/kernel';
import { z } from 'zod';
import { serviceSettings } from './open-services';

const commandSettings = z.object({
  DATA_DIR: settings.folder('.data'),
  LOG_LEVEL: settings.logLevel.default('warn'),
});

/** The settings of a command and of the services that it opens. Throws EnvironmentError that lists all wrong ones. */
export const readCommandSettings = (variables?: NodeJS.ProcessEnv) => {
  const databases = optionalDatabaseUrls(catalogue.map(({ name }) => name));
  const {
    databaseUrl,
    command,
    pool: _,
    ...services
  } = readProgramSettings(
    // Commands wait as long as they need, but the settings of pools are no spelling mistakes.
    { databaseUrl: databases, command: commandSettings, pool: databasePoolSettings, ...serviceSettings },
    variables,
  );
  return { command: { ...command, databaseUrl }, services };
};
