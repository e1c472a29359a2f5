import { isIP } from 'node:net';
import { EnvironmentError, readEnvironment, settings } from '@wizness/kernel';
import { z } from 'zod';
import type { ExternalIssuer } from './identity/external-token';

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

/** Keys that come over an open network could be anybody's. */
const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
};

const externalIssuer = {
  OIDC_ISSUER: z
    .string()
    .refine((text) => URL.canParse(text), 'must be an address, to the letter the `iss` of its tokens')
    .optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: z
    .string()
    .refine(isSafeAddress, 'must be an https address, or an http one of this machine')
    .optional(),
};

/** Every service that is a process of its own reads the same setting. */
const eventRetention = { EVENT_RETENTION_DAYS: settings.eventRetentionDays };

const common = {
  PORT: settings.port(4000),
  HOST: settings.host,
  LOG_LEVEL: settings.logLevel,
  SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
  TRUSTED_PROXIES: trustedProxies,
  ...publicUrl,
  ...externalIssuer,
};

const embedded = {
  MODE: settings.oneOf(['embedded', 'remote'], 'remote'),
  DATABASE_URL: settings.databaseUrl,
  ...eventRetention,
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

/** How many days the services in this process keep their events. Throws EnvironmentError where it is no such number. */
export const readEventRetentionDays = (variables: NodeJS.ProcessEnv = process.env): number =>
  readEnvironment(eventRetention, variables).EVENT_RETENTION_DAYS;

/**
 * The OpenID Connect issuer whose tokens are taken beside our own; null where there is none. Throws EnvironmentError
 * that names what is wrong, and what is missing where only some of its settings are there.
 */
export const readExternalIssuer = (variables: NodeJS.ProcessEnv = process.env): ExternalIssuer | null => {
  const set = readEnvironment(externalIssuer, variables);
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = set;
  if (issuer && audience && jwksUrl) return { issuer, audience, jwksUrl };
  if (!issuer && !audience && !jwksUrl) return null;
  const missing = Object.keys(externalIssuer).filter((name) => !set[name as keyof typeof set]);
  const lines = missing.map((name) => `  ${name}: is required, as the three settings of an issuer go together`);
  throw new EnvironmentError(`These settings are wrong:\n${lines.join('\n')}`);
};

/**
 * The gateway's library probes cloud metadata and exports telemetry to its maker unless this variable says otherwise by
 * the time an ApolloGateway is made. Nothing here phones home.
 */
export const disableTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
