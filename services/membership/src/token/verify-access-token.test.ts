import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import { type AccessTokenRules, verifyAccessToken } from './verify-access-token';

const NOW = new Date('2026-03-02T09:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const HEADER = { alg: 'EdDSA', kid: 'key_one', typ: 'at+jwt' };
const CLAIMS = {
  iss: 'https://wizness.test',
  aud: 'wizness-graph',
  sub: 'member_one',
  sid: 'session_one',
  roles: ['MEMBER'],
  scope: 'POSTS_READ POSTS_WRITE',
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 600,
};

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an access token', () => {
  let rules: AccessTokenRules;
  let sign: (claims?: JWTPayload, header?: object, key?: 'ours' | 'other' | 'theirs') => Promise<string>;
  let publicBytes: Uint8Array;

  beforeAll(async () => {
    const pairs = {
      ours: await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true }),
      other: await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true }),
      theirs: await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true }),
    };
    const [ours, other] = [await exportJWK(pairs.ours.publicKey), await exportJWK(pairs.other.publicKey)];
    publicBytes = Buffer.from(ours.x ?? '', 'base64url');
    const jwks: JSONWebKeySet = {
      keys: [
        { ...ours, kid: 'key_one', alg: 'EdDSA', use: 'sig' },
        { ...other, kid: 'key_two', alg: 'EdDSA', use: 'sig' },
      ],
    };
    rules = { jwks, issuer: CLAIMS.iss, audience: CLAIMS.aud, now: NOW };
    sign = (claims = {}, header = {}, key = 'ours') =>
      new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ ...HEADER, ...header }).sign(pairs[key].privateKey);
  });

  test('says who asks', async () => {
    expect(await verifyAccessToken(await sign(), rules)).toEqual({
      identity: {
        memberId: 'member_one',
        roles: ['MEMBER'],
        scopes: ['POSTS_READ', 'POSTS_WRITE'],
        sessionId: 'session_one',
      },
      expiresAt: new Date('2026-03-02T09:10:00Z'),
      kid: 'key_one',
    });
  });

  const unsigned = (header: object) => async () => `${base64(header)}.${base64(CLAIMS)}.`;
  const hmac = async () => {
    const key = await importJWK({ kty: 'oct', k: Buffer.from(publicBytes).toString('base64url') }, 'HS256');
    return new SignJWT(CLAIMS).setProtectedHeader({ ...HEADER, alg: 'HS256' }).sign(key);
  };
  const ownKeyInHeader = async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwk = await exportJWK(publicKey);
    const header = { alg: 'EdDSA', typ: 'at+jwt', jwk, jku: 'https://evil.example/jwks', kid: 'key_one' };
    return new SignJWT(CLAIMS).setProtectedHeader(header).sign(privateKey);
  };
  const changed = async () => {
    const [header, , signature] = (await sign()).split('.');
    return `${header}.${base64({ ...CLAIMS, roles: ['ADMIN'] })}.${signature}`;
  };
  const leftOut = (name: keyof typeof CLAIMS) => () => sign({ [name]: undefined });

  const bad: Readonly<Record<string, () => Promise<string>>> = {
    'alg none': unsigned({ alg: 'none', typ: 'at+jwt' }),
    'alg None, in another case': unsigned({ ...HEADER, alg: 'None' }),
    'alg EdDSA without a signature': unsigned(HEADER),
    'the public key used as a shared secret': hmac,
    'a key of its own in the header': ownKeyInHeader,
    'the wrong key': () => sign({}, {}, 'theirs'),
    'another key’s kid': () => sign({}, { kid: 'key_two' }),
    'an unknown kid': () => sign({}, { kid: 'key_three' }, 'theirs'),
    'no kid': () => sign({}, { kid: undefined }),
    'a kid that is no text': () => sign({}, { kid: 1 as never }),
    'another type': () => sign({}, { typ: 'JWT' }),
    'no type': () => sign({}, { typ: undefined }),
    'a critical extension nobody knows': async () =>
      `${base64({ ...HEADER, crit: ['x'], x: 1 })}.${(await sign()).split('.').slice(1).join('.')}`,
    'another audience': () => sign({ aud: 'elsewhere' }),
    'another issuer': () => sign({ iss: 'https://elsewhere.test' }),
    expired: () => sign({ exp: SECONDS - 6 }),
    'not yet valid': () => sign({ nbf: SECONDS + 6 }),
    'an end that is no number': () => sign({ exp: 'tomorrow' as never }),
    'no audience': leftOut('aud'),
    'no issuer': leftOut('iss'),
    'no end': leftOut('exp'),
    'no beginning': leftOut('nbf'),
    'no subject': leftOut('sub'),
    'no session': leftOut('sid'),
    'no roles': leftOut('roles'),
    'roles that are no list': () => sign({ roles: 'ADMIN' }),
    'roles that are no texts': () => sign({ roles: [{ ADMIN: true }] }),
    'no scope': leftOut('scope'),
    'changed claims': changed,
    'a cut signature': async () => (await sign()).slice(0, -2),
    'a megabyte': async () => `${(await sign()).split('.')[0]}.${'A'.repeat(1_000_000)}.AAAA`,
    'a long but right one': () => sign({ more: 'x'.repeat(5000) }),
    nothing: async () => '',
    dots: async () => '..',
    'five parts': async () => 'a.b.c.d.e',
    'no text at all': async () => '\0\ud800',
    'a header that is no object': async () => `${base64(['EdDSA'])}.${base64(CLAIMS)}.AAAA`,
  };

  test.each(Object.keys(bad))('is refused with %s', async (name) => {
    expect(await verifyAccessToken((await bad[name]?.()) ?? 'x', rules)).toBeNull();
  });

  test('is refused where no key is published, or the key set is damaged', async () => {
    const token = await sign();
    expect(await verifyAccessToken(token, { ...rules, jwks: { keys: [] } })).toBeNull();
    expect(await verifyAccessToken(token, { ...rules, jwks: {} as never })).toBeNull();
  });

  test('is good until its end, and five seconds of other clocks beyond', async () => {
    const token = await sign();
    const at = (seconds: number) =>
      verifyAccessToken(token, { ...rules, now: new Date(NOW.getTime() + seconds * 1000) });
    expect(await at(600)).not.toBeNull();
    expect(await at(606)).toBeNull();
    expect(await at(-6)).toBeNull();
  });
});
