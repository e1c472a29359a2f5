import type { Identity } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { CredentialVerifier } from '../identity/credential-verifier';
import { postSigned, type RemoteService, type ServiceResponse } from './post-signed';

const JWKS_PATH = '/.well-known/jwks.json';
const IDENTIFY_PATH = '/identify';

const KEY_SET = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

const MEMBER = z.object({
  memberId: z.string().min(1),
  roles: z.array(z.string()),
  scopes: z.array(z.string()),
  organisationId: z.string().nullish(),
});
/** Without `apiKeyId`, the identity of an API key would be treated as that of a person. */
const API_KEY_RESULT = z.object({ identity: MEMBER.extend({ apiKeyId: z.string().min(1) }).nullable() });
const EXTERNAL_RESULT = z.object({ identity: MEMBER.extend({ sessionId: z.string().nullish() }).nullable() });

/** Verifies credentials through membership in another process. Rejects without a valid response within `timeoutMs`. */
export const createHttpCredentialVerifier = (membership: RemoteService, timeoutMs: number): CredentialVerifier => {
  const read = ({ status, text }: ServiceResponse): unknown => {
    if (status !== 200) throw new Error(`membership responded with status ${status}`);
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
    identify: async (apiKey): Promise<Identity | null> => API_KEY_RESULT.parse(await identify({ apiKey })).identity,
    identifyExternal: async (foreign): Promise<Identity | null> =>
      EXTERNAL_RESULT.parse(await identify({ foreign })).identity,
  };
};
