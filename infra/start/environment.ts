import { readEnvironment, settings } from '@wizness/kernel';

const common = {
  PORT: settings.port(4000),
  HOST: settings.host,
  /** Unset: the embedded PostgreSQL. */
  DATABASE_URL: settings.databaseUrl.optional(),
  DATA_DIR: settings.folder('.data'),
  /** Someone sits before this terminal: only what needs them. */
  LOG_LEVEL: settings.logLevel.unwrap().default('warn'),
};

/** The settings of `npm start`. Throws EnvironmentError that names all wrong ones. */
export const readStartEnvironment = (variables: NodeJS.ProcessEnv = process.env) => readEnvironment(common, variables);

export type StartEnvironment = ReturnType<typeof readStartEnvironment>;

/** The gateway must know where a service is before it runs, so none may take any free port. */
const servicePort = (fallback: number) =>
  settings.port(fallback).refine((port) => port > 0, 'must be 1 to 65535: the gateway has to know it');

/** The settings of `npm run start:services`. Throws EnvironmentError that names all wrong ones. */
export const readServicesEnvironment = (variables: NodeJS.ProcessEnv = process.env) => {
  const { CONTENT_PORT, MEMBERSHIP_PORT, PARTNERSHIPS_PORT, RATINGS_PORT, ...rest } = readEnvironment(
    {
      ...common,
      CONTENT_PORT: servicePort(4011),
      MEMBERSHIP_PORT: servicePort(4012),
      PARTNERSHIPS_PORT: servicePort(4013),
      RATINGS_PORT: servicePort(4014),
    },
    variables,
  );
  const ports = {
    content: CONTENT_PORT,
    membership: MEMBERSHIP_PORT,
    partnerships: PARTNERSHIPS_PORT,
    ratings: RATINGS_PORT,
  };
  return { ...rest, ports };
};

/** Our own environment with `settings` over it, for a child process. */
export const childEnvironment = (own: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...own,
});
