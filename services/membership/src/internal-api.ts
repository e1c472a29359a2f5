import {
  anonymous,
  calendarMemberProcedure,
  type Clock,
  type ExternalIdentity,
  type IdentifiedCredential,
  type Identity,
  identifyProcedure,
  implementProcedure,
  keySetProcedure,
  memberIdentityProcedure,
  type ProcedureHandler,
  type RunningSubgraph,
  type SessionReference,
  systemClock,
  unsubscribeProcedure,
} from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';
import type { MembershipContext } from './context';
import { identityOf } from './member/identity-of';

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

/**
 * The current identity of a session; null if it has ended or expired, or if the member was erased. Not to be cached: it
 * is how a sign-out, a suspension and a revoked role take effect before the access token expires.
 */
export const identifySession = (
  running: RunningMembership,
  session: SessionReference,
  clock: Clock = systemClock,
): Promise<Identity | null> => running.createContext({ identity: anonymous, clock }).sessionStore.identify(session);

const identifyCredential = (
  running: RunningMembership,
  credential: IdentifiedCredential,
  clock: Clock,
): Promise<Identity | null> => {
  if ('apiKey' in credential) return identify(running, credential.apiKey, clock);
  if ('session' in credential) return identifySession(running, credential.session, clock);
  return identifyExternal(running, credential.foreign, clock);
};

/** What the gateway calls in membership, besides the procedures that every service has. */
export const procedures = (running: RunningMembership, clock: Clock): readonly ProcedureHandler[] => [
  implementProcedure(keySetProcedure, () => jwks(running, clock)),
  implementProcedure(unsubscribeProcedure, async ({ token }) => ({
    done: await running
      .createContext({ identity: anonymous, clock })
      .inTransaction(({ unsubscribing }) => unsubscribing.unsubscribe(token)),
  })),
  implementProcedure(calendarMemberProcedure, async ({ token }) => ({
    identity: await running.createContext({ identity: anonymous, clock }).calendarTokens.identify(token),
  })),
  implementProcedure(memberIdentityProcedure, async ({ memberId }) => {
    const { memberById } = running.createContext({ identity: anonymous, clock }).loaders;
    const member = await memberById.load(memberId);
    return { identity: member && identityOf(member) };
  }),
  implementProcedure(identifyProcedure, async (credential) => ({
    identity: credential && (await identifyCredential(running, credential, clock)),
  })),
];
