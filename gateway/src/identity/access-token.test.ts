import {
  base64url,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { verifyAccessToken } from './access-token';
import { createKeyRing } from './key-ring';

const ISSUER = 'https://wizness.test';
const NOW = Date.parse('2026-03-02T09:00:00Z');
const SECONDS = NOW / 1000;

let ours: CryptoKey;
let older: CryptoKey;
let foreign: CryptoKey;
let published: JWK[];

const publicJwk = async (key: CryptoKey, kid: string): Promise<JWK> => ({ ...(await exportJWK(key)), kid });

beforeAll(async () => {
  const pairs = await Promise.all([1, 2, 3].map(() => generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })));
  const [first, second, third] = pairs;
  if (!first || !second || !third) throw new Error('There are no keys.');
  [ours, older, foreign] = [first.privateKey, second.privateKey, third.privateKey];
  published = [await publicJwk(first.publicKey, 'ours'), await publicJwk(second.publicKey, 'older')];
});

interface Forged {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

const claimsOf = (changed: Record<string, unknown> = {}) => ({
  sub: 'member_1',
  sid: 'session_1',
  roles: ['MEMBER'],
  scope: 'POSTS_READ POSTS_WRITE',
  iss: ISSUER,
  aud: 'wizness-graph',
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 600,
  ...changed,
});

const sign = ({ claims, header, key = ours }: Forged = {}): Promise<string> =>
  new SignJWT(claimsOf(claims)).setProtectedHeader({ alg: 'EdDSA', kid: 'ours', typ: 'at+jwt', ...header }).sign(key);

const verify = (token: string, now = NOW) =>
  verifyAccessToken(token, {
    keys: createKeyRing(
      async () => ({ keys: published }),
      () => now,
    ),
    issuer: ISSUER,
    now: new Date(now),
  });

test('a good token says who is asking', async () => {
  const identity = {
    memberId: 'member_1',
    roles: ['MEMBER'],
    scopes: ['POSTS_READ', 'POSTS_WRITE'],
    sessionId: 'session_1',
  };
  expect(await verify(await sign())).toEqual(identity);
  expect(await verify(await sign({ key: older, header: { kid: 'older' } }))).toEqual(identity);
});

test('clocks may differ by five seconds, not more', async () => {
  const token = await sign();
  expect(await verify(token, NOW - 4000)).not.toBeNull();
  expect(await verify(token, NOW - 6000)).toBeNull();
  expect(await verify(token, NOW + 604_000)).not.toBeNull();
  expect(await verify(token, NOW + 606_000)).toBeNull();
});

const signedByText = async (text: string): Promise<string> =>
  new SignJWT(claimsOf())
    .setProtectedHeader({ alg: 'HS256', kid: 'ours', typ: 'at+jwt' })
    .sign(new TextEncoder().encode(text));

const BAD: Record<string, () => Promise<string>> = {
  'alg: none': async () => new UnsecuredJWT(claimsOf()).encode(),
  'alg: none, with the signature of a good one': async () => {
    const [, payload, signature] = (await sign()).split('.');
    const header = base64url.encode(JSON.stringify({ alg: 'none', kid: 'ours', typ: 'at+jwt' }));
    return `${header}.${payload}.${signature}`;
  },
  'a wrong key': () => sign({ key: foreign }),
  'another key’s kid': () => sign({ header: { kid: 'older' } }),
  'an unknown kid': () => sign({ header: { kid: 'nobody' } }),
  'no kid': () => sign({ header: { kid: undefined } }),
  'a kid that is no text': () => sign({ header: { kid: ['ours'] as never } }),
  'a key that it brings itself': async () =>
    sign({ key: foreign, header: { jwk: { ...(await exportJWK(foreign)), d: undefined } } }),
  'an address of a key': () => sign({ key: foreign, header: { jku: 'https://wizness.test/.well-known/jwks.json' } }),
  'the public key as the secret of an HMAC': async () => signedByText(published[0]?.x ?? ''),
  'the public key in PEM as the secret of an HMAC': async () =>
    signedByText(
      await exportSPKI((await importJWK({ ...published[0] } as JWK, 'EdDSA', { extractable: true })) as CryptoKey),
    ),
  'a wrong issuer': () => sign({ claims: { iss: 'https://wizness.test.evil.example' } }),
  'no issuer': () => sign({ claims: { iss: undefined } }),
  'a wrong audience': () => sign({ claims: { aud: 'another-graph' } }),
  'no audience': () => sign({ claims: { aud: undefined } }),
  'a time that is over': () => sign({ claims: { exp: SECONDS - 6 } }),
  'no end': () => sign({ claims: { exp: undefined } }),
  'a time to come': () => sign({ claims: { nbf: SECONDS + 6 } }),
  'no beginning': () => sign({ claims: { nbf: undefined } }),
  'another type': () => sign({ header: { typ: 'JWT' } }),
  'an extension that nobody here knows, and that it calls critical': () =>
    new SignJWT(claimsOf())
      .setProtectedHeader({ alg: 'EdDSA', kid: 'ours', typ: 'at+jwt', crit: ['other'], other: true })
      .sign(ours, { crit: { other: true } }),
  'no subject': () => sign({ claims: { sub: undefined } }),
  'no session': () => sign({ claims: { sid: undefined } }),
  'roles that are no list': () => sign({ claims: { roles: 'ADMIN' } }),
  'scopes in a list': () => sign({ claims: { scope: ['POSTS_WRITE'] } }),
  'other unread bits at its end': async () => {
    const token = await sign();
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const index = last.indexOf(token.at(-1) ?? '');
    return token.slice(0, -1) + last[index ^ 1];
  },
  'a claim changed': async () => {
    const [header, , signature] = (await sign()).split('.');
    return `${header}.${base64url.encode(JSON.stringify(claimsOf({ roles: ['ADMIN'] })))}.${signature}`;
  },
};

test.each(Object.keys(BAD))('a token is no good: %s', async (name) => {
  expect(await verify((await BAD[name]?.()) ?? '')).toBeNull();
});

describe('the ring of keys', () => {
  const ringAt = () => {
    const state = { now: 0, asked: 0, fails: false };
    const ring = createKeyRing(
      async () => {
        state.asked += 1;
        if (state.fails) throw new Error('membership is down');
        return { keys: published };
      },
      () => state.now,
    );
    return { state, ring };
  };

  test('is asked for once, however many want it, and again after five minutes', async () => {
    const { state, ring } = ringAt();
    await Promise.all([ring.find('ours'), ring.find('older'), ring.published()]);
    expect(state.asked).toBe(1);
    state.now = 299_000;
    await ring.find('ours');
    expect(state.asked).toBe(1);
    state.now = 300_000;
    await ring.find('ours');
    expect(state.asked).toBe(2);
  });

  test('is asked for again for an unknown kid, but once in three seconds', async () => {
    const { state, ring } = ringAt();
    await ring.published();
    for (const kid of ['a', 'b', 'c']) expect(await ring.find(kid)).toBeNull();
    expect(state.asked).toBe(1);
    state.now = 3000;
    await Promise.all(['d', 'e', 'f'].map((kid) => ring.find(kid)));
    expect(state.asked).toBe(2);
  });

  test('knows a new key as soon as it may ask', async () => {
    const { state, ring } = ringAt();
    await ring.published();
    const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    published.push(await publicJwk(publicKey, 'new'));
    state.now = 3000;
    expect(await ring.find('new')).not.toBeNull();
    published.pop();
  });

  test('goes on with what it has while nobody answers, and rejects where it has nothing', async () => {
    const { state, ring } = ringAt();
    await ring.published();
    Object.assign(state, { fails: true, now: 10_000_000 });
    expect(await ring.find('ours')).not.toBeNull();
    const { state: second, ring: empty } = ringAt();
    second.fails = true;
    await expect(empty.find('ours')).rejects.toThrow('membership is down');
    second.fails = false;
    expect(await empty.find('ours')).not.toBeNull();
  });

  test('publishes no private part, and no key of another kind', async () => {
    const secret = { ...(await exportJWK(foreign)), kid: 'careless' };
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = [secret, await publicJwk(publicKey, 'curve')];
    const ring = createKeyRing(
      async () => ({ keys }),
      () => 0,
    );
    const { kty, crv, x } = secret;
    expect(await ring.published()).toEqual({ keys: [{ kty, crv, x, kid: 'careless', alg: 'EdDSA', use: 'sig' }] });
    expect(await ring.find('curve')).toBeNull();
  });
});
