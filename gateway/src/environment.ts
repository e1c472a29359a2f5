import { readEnvironment, settings } from '@wizness/kernel';

const common = {
  PORT: settings.port(4000),
  HOST: settings.host,
  LOG_LEVEL: settings.logLevel,
  SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
};

const embedded = {
  MODE: settings.oneOf(['embedded', 'remote'], 'remote'),
  DATABASE_URL: settings.databaseUrl,
};

const remote = {
  MODE: settings.oneOf(['embedded', 'remote'], 'remote'),
  SUBGRAPH_SECRET: settings.subgraphSecret,
  CONTENT_URL: settings.httpUrl('http://127.0.0.1:4011'),
  MEMBERSHIP_URL: settings.httpUrl('http://127.0.0.1:4012'),
  PARTNERSHIPS_URL: settings.httpUrl('http://127.0.0.1:4013'),
  RATINGS_URL: settings.httpUrl('http://127.0.0.1:4014'),
};

/**
 * The settings of the gateway as a process of its own. MODE decides whether it holds the subgraphs (`embedded`) or asks
 * them over HTTP (`remote`). Throws EnvironmentError that names all wrong ones.
 */
export const readGatewayEnvironment = (variables: NodeJS.ProcessEnv = process.env) => {
  if (variables['MODE'] === 'embedded') {
    const { DATABASE_URL: databaseUrl, ...rest } = readEnvironment({ ...common, ...embedded }, variables);
    return { ...rest, subgraphs: { mode: 'embedded', databaseUrl } } as const;
  }
  const { SUBGRAPH_SECRET, CONTENT_URL, MEMBERSHIP_URL, PARTNERSHIPS_URL, RATINGS_URL, ...rest } = readEnvironment(
    { ...common, ...remote },
    variables,
  );
  const urls = {
    content: CONTENT_URL,
    membership: MEMBERSHIP_URL,
    partnerships: PARTNERSHIPS_URL,
    ratings: RATINGS_URL,
  };
  return { ...rest, subgraphs: { mode: 'remote', urls, secret: SUBGRAPH_SECRET } } as const;
};

/**
 * The gateway's library probes cloud metadata and exports telemetry to its maker unless this variable says otherwise by
 * the time an ApolloGateway is made. Nothing here phones home.
 */
export const disableTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
