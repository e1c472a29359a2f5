import { gatewaySettings } from '@wizness/gateway';
import {
  catalogue,
  databasePoolSettings,
  databaseReadUrlSetting,
  databaseUrlSetting,
  defaultUrl,
  optionalDatabaseUrls,
  printUnknownSetting,
  readProgramSettings,
  serverUrl,
  settings,
  isUrl,
} from '@wizness/kernel';
import { z } from 'zod';
import { serviceSettings } from '../command/open-services';
import { withFreePorts } from './ports';

const startSettings = z.object({
  DATA_DIR: settings.folder('.data'),
  EVENT_RETENTION_DAYS: settings.eventRetentionDays,
  RATE_LIMIT_PERCENT: settings.rateLimitPercent,
  DEMO: z.enum(['0', '1'], { error: 'must be 0 or 1' }).optional(),
  /** If unset, start:services makes one. */
  SUBGRAPH_SECRET: settings.subgraphSecretText.optional(),
});

/** Setting for the port of a service that `npm run start:services` starts: `CONTENT_PORT`. */
export const portSetting = (service: string): string => `${service.toUpperCase()}_PORT`;

/** All settings that are the port of a server. */
const PORT_SETTINGS: readonly string[] = ['PORT', ...catalogue.map(({ name }) => portSetting(name))];

/** Where `npm run start:services` starts the service. It is not the address of HOST: only the gateway is public. */
const SERVICE_HOST = '127.0.0.1';

const servicePorts = z.object(
  Object.fromEntries(catalogue.map(({ name, port }) => [portSetting(name), settings.port(port)])),
);

/** Where the gateway and the other services call a service: at its port, or at a proxy in front of it. */
const serviceUrls = z.object(
  Object.fromEntries(catalogue.map((entry) => [entry.urlSetting, settings.optionalBaseUrl(defaultUrl(entry))])),
);

/** The defaults of a start in a terminal: the site is where the gateway listens, and only warnings are logged. */
const withDefaults = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { HOST, PORT, LOG_LEVEL, PUBLIC_URL } = variables;
  const site = serverUrl(HOST?.trim() || '127.0.0.1', PORT?.trim() || 4000);
  return {
    ...variables,
    LOG_LEVEL: LOG_LEVEL?.trim() || 'warn',
    // A wrong HOST or PORT is reported by its own name.
    PUBLIC_URL: PUBLIC_URL?.trim() || (isUrl(site) ? site : undefined),
  };
};

/** The variables of this process, where each port that is 0 has a free port instead: PUBLIC_URL and other processes need it. */
export const readStartVariables = (): Promise<NodeJS.ProcessEnv> => withFreePorts(PORT_SETTINGS, process.env);

/**
 * The settings of `npm start` and `npm run start:services`: of the start itself, of the gateway and of each service. Prints
 * which variables look like a setting but are none. Throws EnvironmentError that lists all wrong ones.
 */
export const readStartSettings = (variables: NodeJS.ProcessEnv) => {
  const own = withDefaults(variables);
  const childVariables = { ...own };
  const { start, databaseUrl, gateway, ports, urls, pool, ...services } = readProgramSettings(
    {
      start: startSettings,
      databaseUrl: optionalDatabaseUrls(catalogue.map(({ name }) => name)),
      gateway: gatewaySettings,
      ports: servicePorts,
      urls: serviceUrls,
      pool: databasePoolSettings,
      ...serviceSettings,
    },
    own,
    (name, meant) => {
      printUnknownSetting(name, meant);
      // Otherwise each child would report it again.
      delete childVariables[name];
    },
  );
  const addresses = catalogue.map(({ name, urlSetting }, index) => {
    const port = ports[portSetting(name)] ?? 0;
    const url = urls[urlSetting] ?? serverUrl(SERVICE_HOST, port);
    // The ports after that of the gateway, in the order of the catalogue. A free one for each if that is 0.
    const metricsPort = gateway.metricsPort && gateway.metricsPort + 1 + index;
    return { name, host: SERVICE_HOST, port, metricsPort, url, urlSetting };
  });
  // A process gets the address of its own database only.
  const addressSettings = catalogue.flatMap(({ name }) => [databaseUrlSetting(name), databaseReadUrlSetting(name)]);
  for (const name of ['DATABASE_URL', 'DATABASE_READ_URL', ...addressSettings]) delete childVariables[name];
  const { DEMO, ...others } = start;
  // Demo data never go into a database of the user's own, unless asked.
  const loadsDemo = DEMO ? DEMO === '1' : databaseUrl === null;
  return { start: { ...others, databaseUrl, loadsDemo }, gateway, pool, addresses, services, childVariables };
};
