import { gatewaySettings } from '@wizness/gateway';
import { catalogue, databasePoolSettings, readSettings, settings } from '@wizness/kernel';
import { z } from 'zod';
import { serviceSettings } from '../command/open-services';

const startSettings = z
  .object({
    /** If unset, the embedded PostgreSQL is used. */
    DATABASE_URL: settings.databaseUrl.optional(),
    DATA_DIR: settings.folder('.data'),
    EVENT_RETENTION_DAYS: settings.eventRetentionDays,
    DEMO: z.enum(['0', '1'], { error: 'must be 0 or 1' }).optional(),
    /** If unset, start:services makes one. */
    SUBGRAPH_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  })
  // Demo data never go into a database of the user's own, unless asked.
  .transform(({ DEMO, ...variables }) => ({ ...variables, loadsDemo: DEMO ? DEMO === '1' : !variables.DATABASE_URL }));

/** Setting for the port of a service that `npm run start:services` starts: `CONTENT_PORT`. */
export const portSetting = (service: string): string => `${service.toUpperCase()}_PORT`;

/** The gateway has to know the ports before the services listen, so none can be "any free port". */
const servicePorts = z
  .object(
    Object.fromEntries(
      catalogue.map(({ name, port }) => [
        portSetting(name),
        settings.port(port).refine((chosen) => chosen > 0, 'must be 1 to 65535: the gateway has to know it'),
      ]),
    ),
  )
  .transform((ports) => Object.fromEntries(catalogue.map(({ name }) => [name, ports[portSetting(name)] ?? 0])));

/** A server that listens on all addresses is reached at this machine's own. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

/** The defaults of a start in a terminal: the site is where the gateway listens, and only warnings are logged. */
const withDefaults = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const site = `http://${reachable(variables['HOST'] || '127.0.0.1')}:${variables['PORT'] || 4000}`;
  return {
    ...variables,
    LOG_LEVEL: variables['LOG_LEVEL'] || 'warn',
    // A wrong HOST or PORT is reported by its own name.
    PUBLIC_URL: variables['PUBLIC_URL'] || (URL.canParse(site) ? site : undefined),
  };
};

/**
 * The settings of `npm start` and `npm run start:services`: of the start itself, of the gateway and of each service. Throws
 * EnvironmentError that lists all wrong ones.
 */
export const readStartSettings = (variables: NodeJS.ProcessEnv = process.env) => {
  const { start, gateway, ports, pool, ...services } = readSettings(
    {
      start: startSettings,
      gateway: gatewaySettings,
      ports: servicePorts,
      pool: databasePoolSettings,
      ...serviceSettings,
    },
    withDefaults(variables),
  );
  return { start, gateway, ports, pool, services };
};

/** The environment of a child process: our own, with its defaults, and `own` over it. */
export const childEnvironment = (own: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...withDefaults(process.env),
  ...own,
});
