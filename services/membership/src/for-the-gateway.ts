import { anonymous, type Clock, type Identity, type Route, type RunningSubgraph, systemClock } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';
import type { MembershipContext } from './context';

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

const apiKeyIn = (body: unknown): string => {
  const { apiKey } = (body ?? {}) as { apiKey?: unknown };
  return typeof apiKey === 'string' ? apiKey : '';
};

/** The same over HTTP: `GET /.well-known/jwks.json` for everybody, `POST /identify` for the gateway alone. */
export const routes = (running: RunningMembership, clock: Clock): readonly Route[] => [
  { method: 'GET', path: '/.well-known/jwks.json', open: true, answer: () => jwks(running, clock) },
  {
    method: 'POST',
    path: '/identify',
    open: false,
    answer: async (body) => ({ identity: await identify(running, apiKeyIn(body), clock) }),
  },
];
