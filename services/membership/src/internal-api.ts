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
import { FOREIGN_IDENTITY } from './external-identity/external-identity';

/** Membership while it runs. */
export type RunningMembership = RunningSubgraph<MembershipContext>;

/** The public keys of access tokens, as RFC 7517 wants them. Keep them five minutes, and ask again for an unknown `kid`. */
export const jwks = (running: RunningMembership, clock: Clock = systemClock): Promise<JSONWebKeySet> =>
  running.createContext({ identity: anonymous, clock }).keys.jwks();

/** Whom an API key lets in, asked at each request so that a revoked key ends at once; null for one that is no good. */
export const identify = (
  running: RunningMembership,
  apiKey: string,
  clock: Clock = systemClock,
): Promise<Identity | null> => running.createContext({ identity: anonymous, clock }).apiKeys.identify(apiKey);

/**
 * Which member somebody is for whom a foreign issuer vouches, in a token that the gateway has verified: who comes for the
 * first time joins. Null for a token from before they left.
 */
export const identifyExternal = (
  running: RunningMembership,
  foreign: ExternalIdentity,
  clock: Clock = systemClock,
): Promise<Identity | null> => running.createContext({ identity: anonymous, clock }).foreignAccounts.identify(foreign);

const ASKED = z.union([z.object({ apiKey: z.string() }), z.object({ foreign: FOREIGN_IDENTITY })]);

const identifyAsked = async (running: RunningMembership, body: unknown, clock: Clock): Promise<Identity | null> => {
  const { data: asked } = ASKED.safeParse(body);
  if (!asked) return null;
  return 'apiKey' in asked ? identify(running, asked.apiKey, clock) : identifyExternal(running, asked.foreign, clock);
};

/** The same over HTTP: `GET /.well-known/jwks.json` for everybody, `POST /identify` for the gateway alone. */
export const routes = (running: RunningMembership, clock: Clock): readonly Route[] => [
  { method: 'GET', path: '/.well-known/jwks.json', open: true, answer: () => jwks(running, clock) },
  {
    method: 'POST',
    path: '/identify',
    open: false,
    answer: async (body) => ({ identity: await identifyAsked(running, body, clock) }),
  },
];
