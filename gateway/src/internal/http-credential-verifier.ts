import type { Identity } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { postSigned, type RemoteService, type ServiceAnswer } from './post-signed';
import type { CredentialVerifier } from '../identity/credential-verifier';

const JWKS_PATH = '/.well-known/jwks.json';
const IDENTIFY_PATH = '/identify';

const KEY_SET = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

const MEMBER = z.object({
  memberId: z.string().min(1),
  roles: z.array(z.string()),
  scopes: z.array(z.string()),
  organisationId: z.string().nullish(),
});
/** A key that lets in without saying which one it is would be taken for a person. */
const BY_KEY = z.object({ identity: MEMBER.extend({ apiKeyId: z.string().min(1) }).nullable() });
const BY_ISSUER = z.object({ identity: MEMBER.extend({ sessionId: z.string().nullish() }).nullable() });

/** Membership in another process. Rejects where it gives no answer within `timeoutMs`, or one that is none. */
export const createHttpCredentialVerifier = (membership: RemoteService, timeoutMs: number): CredentialVerifier => {
  const read = ({ status, text }: ServiceAnswer): unknown => {
    if (status !== 200) throw new Error(`membership answered with status ${status}`);
    return JSON.parse(text);
  };
  const identify = async (content: object): Promise<unknown> => {
    const signal = AbortSignal.timeout(timeoutMs);
    return read(await postSigned(membership, { path: IDENTIFY_PATH, content, signal }));
  };
  return {
    jwks: async () => {
      const signal = AbortSignal.timeout(timeoutMs);
      const { statusCode, body } = await membership.pool.request({ path: JWKS_PATH, method: 'GET', signal });
      return KEY_SET.parse(read({ status: statusCode, text: await body.text() })) as JSONWebKeySet;
    },
    identify: async (apiKey): Promise<Identity | null> => BY_KEY.parse(await identify({ apiKey })).identity,
    identifyExternal: async (foreign): Promise<Identity | null> =>
      BY_ISSUER.parse(await identify({ foreign })).identity,
  };
};
