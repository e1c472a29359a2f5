import { readProgramSettings, settings } from '@wizness/kernel';
import { z } from 'zod';
import { serviceSettings } from './open-services';

const commandSettings = z.object({
  DATABASE_URL: settings.databaseUrl.optional(),
  DATA_DIR: settings.folder('.data'),
  LOG_LEVEL: settings.logLevel.default('warn'),
});

/** The settings of a command and of the services that it opens. Throws EnvironmentError that lists all wrong ones. */
export const readCommandSettings = (variables?: NodeJS.ProcessEnv) => {
  const { command, ...services } = readProgramSettings({ command: commandSettings, ...serviceSettings }, variables);
  return { command, services };
};
