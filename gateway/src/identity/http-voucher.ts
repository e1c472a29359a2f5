import { anonymous, type Identity, IDENTITY_HEADER, signIdentity } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';
import type { Pool } from 'undici';
import type { Voucher } from './voucher';

const MEMBERSHIP = 'membership';
const JWKS_PATH = '/.well-known/jwks.json';
const IDENTIFY_PATH = '/identify';

type Answer = Readonly<Record<string, unknown>>;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isKeySet = (answer: Answer): answer is Answer & JSONWebKeySet => Array.isArray(answer['keys']);

const readIdentity = ({ identity }: Answer): Identity | null => {
  if (identity === null) return null;
  const { memberId, roles, scopes, apiKeyId } = (identity ?? {}) as Partial<Identity>;
  if (memberId && isTexts(roles) && isTexts(scopes) && apiKeyId) return { memberId, roles, scopes, apiKeyId };
  throw new Error('membership does not say whom the API key lets in');
};

/** Membership in another process, asked through `pool`. Rejects where it gives no answer within `timeoutMs`. */
export const httpVoucher = (pool: Pool, secret: Uint8Array, timeoutMs: number): Voucher => {
  const ask = async (path: string, post?: { body: string; headers: Record<string, string> }): Promise<Answer> => {
    const { statusCode, body } = await pool.request({
      path,
      method: post ? 'POST' : 'GET',
      signal: AbortSignal.timeout(timeoutMs),
      ...post,
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`membership answered ${path} with status ${statusCode}`);
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) throw new Error(`membership answered ${path} with no object`);
    return answer as Answer;
  };
  return {
    jwks: async () => {
      const answer = await ask(JWKS_PATH);
      if (!isKeySet(answer)) throw new Error('membership publishes no keys');
      return answer;
    },
    identify: async (apiKey) => {
      const body = JSON.stringify({ apiKey });
      const asked = { service: MEMBERSHIP, method: 'POST', path: IDENTIFY_PATH, body };
      const headers = {
        'content-type': 'application/json',
        [IDENTITY_HEADER]: await signIdentity(anonymous, asked, secret),
      };
      return readIdentity(await ask(IDENTIFY_PATH, { body, headers }));
    },
  };
};
