import { isIP } from 'node:net';
import { readEnvironment, settings } from '@wizness/kernel';
import { z } from 'zod';

/** An address, or a network: an address and how many bits of it count. */
const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};

const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), 'must be addresses or networks, such as 10.0.0.0/8,192.168.1.7')
  .default([]);

/** Membership reads the same setting: it signs under this name. */
const publicUrl = { PUBLIC_URL: settings.httpUrl('http://127.0.0.1:4000') };

const common = {
  PORT: settings.port(4000),
  HOST: settings.host,
  LOG_LEVEL: settings.logLevel,
  SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
  TRUSTED_PROXIES: trustedProxies,
  ...publicUrl,
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

/** The public address of the site, without a slash at its end. Throws EnvironmentError where it is none. */
export const readPublicUrl = (variables: NodeJS.ProcessEnv = process.env): string =>
  readEnvironment(publicUrl, variables).PUBLIC_URL.replace(/\/+$/, '');

/**
 * The gateway's library probes cloud metadata and exports telemetry to its maker unless this variable says otherwise by
 * the time an ApolloGateway is made. Nothing here phones home.
 */
export const disableTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
