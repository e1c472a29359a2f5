import { type Identity, type Logger, Role } from '@wizness/kernel';
import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { credentialNotVerifiable, unauthenticated } from '../identity/credential-errors';
import type { CredentialVerifier } from '../identity/credential-verifier';
import type { GatewayContext } from './context';

/**
 * Returns the identity that an operation may run with. Throws UNAUTHENTICATED if the session of the caller has ended, and
 * SUBGRAPH_UNAVAILABLE while that cannot be checked.
 */
export type RequireLiveIdentity = (
  caller: Pick<GatewayContext, 'identity' | 'requestId'>,
  operation: Pick<OperationDefinitionNode, 'operation'>,
) => Promise<Identity>;

export interface LiveIdentityOptions {
  readonly credentialVerifier: CredentialVerifier;
  readonly log: Logger;
}

const isPrivileged = ({ roles }: Identity): boolean => roles.some((role) => role !== Role.MEMBER);

/**
 * An access token is valid for ten minutes, even after its session has ended or the member has lost a role. Reads of
 * ordinary members accept that. Membership is asked before every write, and before every read with a role beyond
 * MEMBER, so that a sign-out, a new password, a suspension and a revoked role take effect with the next request. The
 * answer replaces the roles, scopes and organisation of the token. API keys and external tokens need no such check:
 * membership identifies them on each request.
 */
export const createLiveIdentityCheck =
  ({ credentialVerifier, log }: LiveIdentityOptions): RequireLiveIdentity =>
  async ({ identity, requestId }, operation) => {
    const { memberId, sessionId, clientAddress, userAgent, acceptedLanguages } = identity;
    if (memberId === null || !sessionId) return identity;
    if (operation.operation === OperationTypeNode.QUERY && !isPrivileged(identity)) return identity;
    let current: Identity | null;
    try {
      current = await credentialVerifier.identifySession({ memberId, sessionId });
    } catch (error) {
      log.error({ err: error, requestId }, 'a session could not be checked');
      throw credentialNotVerifiable(requestId, 'membership');
    }
    if (!current) throw unauthenticated();
    return { ...current, clientAddress, userAgent, ...(acceptedLanguages && { acceptedLanguages }) };
  };
