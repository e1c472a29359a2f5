import { type Identity, type Logger, systemClock } from '@wizness/kernel';
import { OperationTypeNode } from 'graphql';
import { createAuthenticate } from '../pipeline/authenticate';
import { createLiveIdentityCheck } from '../pipeline/live-identity';
import { requestIdFrom } from '../pipeline/request-id';
import { connectRemote, type RemoteSubgraphs } from '../subgraphs/open-remote';
import { createKeyRing } from './key-ring';

export interface OtherGatewayOptions {
  readonly subgraphs: Pick<RemoteSubgraphs, 'urls' | 'secret'>;
  /** Public URL of the site: the issuer of access tokens. */
  readonly publicUrl: string;
  /** Deadline of a call to membership, in milliseconds. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

/** What a request to another gateway shows of its caller. */
export interface OtherGatewayRequest {
  readonly authorization: string | null;
  readonly userAgent: string | null;
  readonly acceptLanguage: string | null;
  /** IP address of the client. */
  readonly address: string;
}

/**
 * Authenticates the callers of another gateway in front of our services, as ours does: without a credential the caller is
 * anonymous; access tokens and API keys are verified through membership. It is stricter in one point: the session of an access
 * token is checked for every request, because the operation is not known yet. Rejects with a GraphQLError, UNAUTHENTICATED
 * or SUBGRAPH_UNAVAILABLE, whose `extensions.http.status` is the status of the response.
 */
export const authenticateForOtherGateway = ({ subgraphs, publicUrl, timeoutMs, log }: OtherGatewayOptions) => {
  const clock = systemClock;
  const { credentialVerifier } = connectRemote({ mode: 'remote', ...subgraphs }, { timeoutMs, log, clock });
  const keys = createKeyRing(credentialVerifier.jwks, () => clock.now().getTime());
  const authenticate = createAuthenticate({
    credentialVerifier,
    keys,
    issuer: publicUrl,
    externalTokens: null,
    clock,
    log,
  });
  const requireLiveIdentity = createLiveIdentityCheck({ credentialVerifier, log });
  return async ({ authorization, userAgent, acceptLanguage, address }: OtherGatewayRequest): Promise<Identity> => {
    const requestId = requestIdFrom(undefined);
    const identity = await authenticate({
      requestId,
      authorization: authorization === null ? undefined : [authorization],
      address,
      userAgent: userAgent ?? undefined,
      acceptLanguage: acceptLanguage ?? undefined,
    });
    return requireLiveIdentity({ identity, requestId }, { operation: OperationTypeNode.MUTATION });
  };
};
