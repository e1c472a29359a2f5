import { exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, decodeJwt, type CryptoKey } from 'jose';
import { createExternalTokens, IssuerUnavailable } from './external-token';
import { openIssuer, type Signing, type TestIssuer } from '../../test/support/external-issuer';

let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await openIssuer();
});
afterAll(() => issuer.close());

const tokens = () => createExternalTokens(issuer.settings, 1000);
const verify = (token: string, at = Date.now()) => tokens().verify(token, new Date(at));
const secondsFromNow = (offset: number) => Math.floor(Date.now() / 1000) + offset;

describe('A token of an external issuer', () => {
  test('contains the identity of the user', async () => {
    const iat = secondsFromNow(-60);
    expect(await verify(await issuer.token({ claims: { iat } }))).toEqual({
      issuer: 'https://login.example.org/',
      subject: '248289761001',
      name: 'Léa Marchand',
      handle: 'lea-m',
      locale: 'fr-FR',
      issuedAt: new Date(iat * 1000).toISOString(),
    });
  });

  test('needs no claims about the user except the subject', async () => {
    const claims = { name: undefined, preferred_username: 7, locale: ['fr'], aud: ['other', 'wizness'] };
    expect(await verify(await issuer.token({ claims }))).toMatchObject({
      subject: '248289761001',
      name: null,
      handle: null,
      locale: null,
    });
  });

  test('is recognised by its exact issuer', async () => {
    const { isFromIssuer } = tokens();
    expect(isFromIssuer(await issuer.token())).toBe(true);
    for (const iss of [
      'https://login.example.org',
      'https://wizness.test',
      undefined,
      ['https://login.example.org/'],
    ]) {
      expect(isFromIssuer(await issuer.token({ claims: { iss } }))).toBe(false);
    }
    for (const text of ['', '..', 'a.b.c']) expect(isFromIssuer(text)).toBe(false);
  });

  test.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'may be signed with %s',
    async (alg) => {
      await issuer.rotate(alg);
      expect(await verify(await issuer.token())).toMatchObject({ subject: '248289761001' });
    },
  );

  test('may be several kilobytes long', async () => {
    expect(await verify(await issuer.token({ claims: { groups: 'x'.repeat(9000) } }))).not.toBeNull();
  });

  test('is valid until it expires, with a clock tolerance of five seconds', async () => {
    const token = await issuer.token();
    const issuedAt = (decodeJwt(token).iat ?? 0) * 1000;
    for (const valid of [-4, 0, 304]) expect(await verify(token, issuedAt + valid * 1000)).not.toBeNull();
    for (const invalid of [-6, 306]) expect(await verify(token, issuedAt + invalid * 1000)).toBeNull();
  });
});

const signedWith = (signing: Signing) => () => issuer.token(signing);
const signedWithSecret = async (secret: Uint8Array) =>
  new SignJWT(decodeJwt(await issuer.token()))
    .setProtectedHeader({ alg: 'HS256', kid: (await issuer.publicKey()).kid })
    .sign(secret);

const INVALID: Readonly<Record<string, () => Promise<string>>> = {
  'the algorithm none': async () => new UnsecuredJWT(decodeJwt(await issuer.token())).encode(),
  'HS256 and its own secret': () =>
    signedWithSecret(new TextEncoder().encode('a secret that is long enough to sign with')),
  'HS256 and the public key as the secret': async () => {
    const key = (await importJWK(await issuer.publicKey(), undefined, { extractable: true })) as CryptoKey;
    return signedWithSecret(new TextEncoder().encode(await exportSPKI(key)));
  },
  'another key': async () => {
    const { privateKey } = await generateKeyPair((await issuer.publicKey()).alg ?? '', { extractable: true });
    return issuer.token({ key: privateKey });
  },
  'an unknown kid': signedWith({ header: { kid: 'unknown' } }),
  'an unknown critical extension': async () => {
    const [, payload, signature] = (await issuer.token()).split('.');
    const header = { ...(await issuer.publicKey()), crit: ['other'], other: true };
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`;
  },
  'another audience': signedWith({ claims: { aud: 'other' } }),
  'no audience': signedWith({ claims: { aud: undefined } }),
  'another issuer': signedWith({ claims: { iss: 'https://login.example.org' } }),
  'an expiry in the past': signedWith({ claims: { exp: secondsFromNow(-60) } }),
  'no expiry': signedWith({ claims: { exp: undefined } }),
  'a not-before time in the future': signedWith({ claims: { nbf: secondsFromNow(60) } }),
  'an issue time in the future': signedWith({ claims: { iat: secondsFromNow(60) } }),
  'an issue time before the first date': signedWith({ claims: { iat: -1e20 } }),
  'no issue time': signedWith({ claims: { iat: undefined } }),
  'no subject': signedWith({ claims: { sub: undefined } }),
  'an empty subject': signedWith({ claims: { sub: '' } }),
  'a subject that is too long': signedWith({ claims: { sub: 'x'.repeat(256) } }),
  'a subject with a NUL': signedWith({ claims: { sub: 'a\0' } }),
  'the type of a logout token': signedWith({ header: { typ: 'logout+jwt' } }),
  'a changed claim': async () => {
    const [header, , signature] = (await issuer.token()).split('.');
    const claims = { ...decodeJwt(await issuer.token()), sub: 'other' };
    return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
  },
};

test.each(Object.keys(INVALID))('A token of an external issuer is refused with %s', async (name) => {
  expect(await verify((await INVALID[name]?.()) ?? 'unknown')).toBeNull();
});

describe('The keys of an external issuer', () => {
  afterEach(() => jest.useRealTimers());
  /** Fakes only Date: the keys are fetched over real sockets. */
  const moveClock = (milliseconds: number) => {
    const now = Date.now() + milliseconds;
    jest.useFakeTimers({
      now,
      doNotFake: [
        'nextTick',
        'setImmediate',
        'clearImmediate',
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'queueMicrotask',
        'performance',
        'hrtime',
      ],
    });
  };

  test('are fetched once for concurrent tokens', async () => {
    const { verify: check } = tokens();
    const before = issuer.keyRequests();
    const token = await issuer.token();
    await Promise.all(Array.from({ length: 20 }, () => check(token, new Date())));
    expect(issuer.keyRequests()).toBe(before + 1);
  });

  test('are fetched again after three seconds: a new key is accepted, and the old one no longer', async () => {
    const { verify: check } = tokens();
    const oldToken = await issuer.token();
    expect(await check(oldToken, new Date())).not.toBeNull();
    const before = issuer.keyRequests();
    await issuer.rotate();
    const newToken = await issuer.token();
    expect(await check(newToken, new Date())).toBeNull();
    expect(issuer.keyRequests()).toBe(before);
    moveClock(3100);
    expect(await check(newToken, new Date())).not.toBeNull();
    expect(issuer.keyRequests()).toBe(before + 1);
    expect(await check(oldToken, new Date())).toBeNull();
  });

  test.each([
    ['status 500', 500, '{}'],
    ['a body that is not JSON', 200, '<html>'],
    ['JSON without keys', 200, '{"keys":{}}'],
    ['a redirect', 302, ''],
  ])(
    'are unavailable after a response with %s, and tokens are neither accepted nor refused',
    async (_, status, text) => {
      const token = await issuer.token();
      issuer.publish(status, text);
      await expect(verify(token)).rejects.toThrow(IssuerUnavailable);
      await issuer.rotate();
    },
  );

  test('are unavailable while the issuer is down', async () => {
    const stopped = await openIssuer();
    const token = await stopped.token();
    await stopped.close();
    const { verify: check } = createExternalTokens(stopped.settings, 1000);
    await expect(check(token, new Date())).rejects.toThrow(IssuerUnavailable);
  });
});
