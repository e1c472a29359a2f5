import { resolve } from 'node:path';
import { readEnvironment, settings } from '@wizness/kernel';
import { type MembershipSettings, readMembershipSettings } from '@wizness/membership';

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

/** Nobody can open a link to "any address": what listens there is found at this machine's own. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

/**
 * The settings that membership and the gateway must agree on, all said, whether set or not: where people find the site,
 * and where mails go. Throws EnvironmentError that names the wrong ones of membership.
 */
export const readSharedSettings = (
  { PORT, HOST, DATA_DIR, LOG_LEVEL }: Pick<StartEnvironment, 'PORT' | 'HOST' | 'DATA_DIR' | 'LOG_LEVEL'>,
  variables: NodeJS.ProcessEnv = process.env,
): {
  readonly mail: Pick<MembershipSettings, 'smtpUrl' | 'mailFolder'>;
  readonly variables: Record<string, string>;
} => {
  const PUBLIC_URL = variables['PUBLIC_URL'] || `http://${reachable(HOST)}:${PORT}`;
  const { smtpUrl, mailFolder } = readMembershipSettings({ ...variables, PUBLIC_URL, DATA_DIR, LOG_LEVEL });
  const MAIL_DIR = resolve(mailFolder);
  return { mail: { smtpUrl, mailFolder: MAIL_DIR }, variables: { PUBLIC_URL, DATA_DIR, MAIL_DIR, LOG_LEVEL } };
};

/** Sets `own` in the environment of this very process, for the services that run in it and read it themselves. */
export const shareEnvironment = (own: Readonly<Record<string, string>>): void => {
  Object.assign(process.env, own);
};

/** Our own environment with `settings` over it, for a child process. */
export const childEnvironment = (own: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...own,
});
