import { type CallProcedure, identifyProcedure, keySetProcedure, memberIdentityProcedure } from '@wizness/kernel';
import type { CredentialVerifier } from '../identity/credential-verifier';

/** Verifies credentials by calls to membership. Rejects without a valid response within `timeoutMs`. */
export const createCredentialVerifier = (call: CallProcedure, timeoutMs: number): CredentialVerifier => {
  const deadline = () => ({ signal: AbortSignal.timeout(timeoutMs) });
  return {
    jwks: () => call(keySetProcedure, {}, deadline()),
    identify: async (apiKey) => {
      const { identity } = await call(identifyProcedure, { apiKey }, deadline());
      // Without `apiKeyId`, the identity of an API key would be treated as that of a person.
      if (identity && !identity.apiKeyId) throw new Error('membership identified an API key without its id.');
      return identity;
    },
    identifyExternal: async (foreign) => (await call(identifyProcedure, { foreign }, deadline())).identity,
    identifyMember: async (memberId) => (await call(memberIdentityProcedure, { memberId }, deadline())).identity,
    identifySession: async (session) => (await call(identifyProcedure, { session }, deadline())).identity,
  };
};
