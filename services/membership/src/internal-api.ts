import {
  anonymous,
  type Clock,
  type ExternalIdentity,
  type Identity,
  type Route,
  type RunningSubgraph,
  systemClock,
} from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { MembershipContext } from './context';
import { externalIdentitySchema } from './external-identity/external-identity';

export type RunningMembership = RunningSubgraph<MembershipContext>;

/** The public keys of access tokens (RFC 7517). Cache them for five minutes, and fetch again for an unknown `kid`. */
export const jwks = (running: RunningMembership, clock: Clock = systemClock): Promise<JSONWebKeySet> =>
  running.createContext({ identity: anonymous, clock }).signingKeys.jwks();

/** The identity of an API key; null if it is not valid. Not to be cached: a revoked key must be refused at once. */
export const identify = (
  running: RunningMembership,
  apiKey: string,
  clock: Clock = systemClock,
): Promise<Identity | null> => running.createContext({ identity: anonymous, clock }).apiKeyStore.identify(apiKey);

/**
 * The identity of the member linked to an external identity, taken from a token that the gateway has verified. Creates
 * the member on first use. Null for a token issued before the member was erased.
 */
export const identifyExternal = (
  running: RunningMembership,
  external: ExternalIdentity,
  clock: Clock = systemClock,
): Promise<Identity | null> =>
  running.createContext({ identity: anonymous, clock }).externalAccounts.identify(external);

/** Body of `POST /identify`. `foreign` carries the claims of an external token. */
const REQUEST = z.union([z.object({ apiKey: z.string() }), z.object({ foreign: externalIdentitySchema })]);

const identifyRequest = async (running: RunningMembership, body: unknown, clock: Clock): Promise<Identity | null> => {
  const { data: request } = REQUEST.safeParse(body);
  if (!request) return null;
  return 'apiKey' in request
    ? identify(running, request.apiKey, clock)
    : identifyExternal(running, request.foreign, clock);
};

/** The same over HTTP: `GET /.well-known/jwks.json` is public, `POST /identify` requires the gateway's signature. */
export const routes = (running: RunningMembership, clock: Clock): readonly Route[] => [
  { method: 'GET', path: '/.well-known/jwks.json', open: true, answer: () => jwks(running, clock) },
  {
    method: 'POST',
    path: '/identify',
    open: false,
    answer: async (body) => ({ identity: await identifyRequest(running, body, clock) }),
  },
];
