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
const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;

describe('a token of a foreign issuer', () => {
  test('says whom it is about', async () => {
    const iat = seconds(-60);
    expect(await verify(await issuer.token({ claims: { iat } }))).toEqual({
      issuer: 'https://login.example.org/',
      subject: '248289761001',
      name: 'Léa Marchand',
      handle: 'lea-m',
      locale: 'fr-FR',
      issuedAt: new Date(iat * 1000).toISOString(),
    });
  });

  test('need say no more of them than who they are', async () => {
    const claims = { name: undefined, preferred_username: 7, locale: ['fr'], aud: ['others', 'wizness'] };
    expect(await verify(await issuer.token({ claims }))).toMatchObject({
      subject: '248289761001',
      name: null,
      handle: null,
      locale: null,
    });
  });

  test('is told from ours by whom it names as its issuer, to the letter', async () => {
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
    'may be signed under %s',
    async (alg) => {
      await issuer.rotate(alg);
      expect(await verify(await issuer.token())).toMatchObject({ subject: '248289761001' });
    },
  );

  test('may be as long as its issuer likes', async () => {
    expect(await verify(await issuer.token({ claims: { groups: 'x'.repeat(9000) } }))).not.toBeNull();
  });

  test('is good until its end, and five seconds of other clocks beyond', async () => {
    const token = await issuer.token();
    for (const good of [-4, 0, 304]) expect(await verify(token, Date.now() + good * 1000)).not.toBeNull();
    for (const bad of [-6, 306]) expect(await verify(token, Date.now() + bad * 1000)).toBeNull();
  });
});

const signed = (signing: Signing) => () => issuer.token(signing);
const underSecret = async (secret: Uint8Array) =>
  new SignJWT(decodeJwt(await issuer.token()))
    .setProtectedHeader({ alg: 'HS256', kid: (await issuer.publicKey()).kid })
    .sign(secret);

const BAD: Readonly<Record<string, () => Promise<string>>> = {
  'alg none': async () => new UnsecuredJWT(decodeJwt(await issuer.token())).encode(),
  'HS256 under a secret of its own': () =>
    underSecret(new TextEncoder().encode('a secret that is long enough to sign with')),
  'HS256 under the public key': async () => {
    const key = (await importJWK(await issuer.publicKey(), undefined, { extractable: true })) as CryptoKey;
    return underSecret(new TextEncoder().encode(await exportSPKI(key)));
  },
  'another key': async () => {
    const { privateKey } = await generateKeyPair((await issuer.publicKey()).alg ?? '', { extractable: true });
    return issuer.token({ key: privateKey });
  },
  'an unknown kid': signed({ header: { kid: 'nobody' } }),
  'an extension that nobody knows': async () => {
    const [, payload, signature] = (await issuer.token()).split('.');
    const header = { ...(await issuer.publicKey()), crit: ['other'], other: true };
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`;
  },
  'another audience': signed({ claims: { aud: 'somebody-else' } }),
  'no audience': signed({ claims: { aud: undefined } }),
  'another issuer': signed({ claims: { iss: 'https://login.example.org' } }),
  'a time that is over': signed({ claims: { exp: seconds(-60) } }),
  'no end': signed({ claims: { exp: undefined } }),
  'a time to come': signed({ claims: { nbf: seconds(60) } }),
  'a time of issue to come': signed({ claims: { iat: seconds(60) } }),
  'a time of issue before all time': signed({ claims: { iat: -1e20 } }),
  'no time of issue': signed({ claims: { iat: undefined } }),
  'no subject': signed({ claims: { sub: undefined } }),
  'an empty subject': signed({ claims: { sub: '' } }),
  'a subject that is too long': signed({ claims: { sub: 'x'.repeat(256) } }),
  'a subject with a NUL': signed({ claims: { sub: 'a\0' } }),
  'the type of word that somebody has signed out': signed({ header: { typ: 'logout+jwt' } }),
  'a changed claim': async () => {
    const [header, , signature] = (await issuer.token()).split('.');
    const claims = { ...decodeJwt(await issuer.token()), sub: 'somebody-else' };
    return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
  },
};

test.each(Object.keys(BAD))('a token of a foreign issuer is refused with %s', async (name) => {
  expect(await verify((await BAD[name]?.()) ?? 'unknown')).toBeNull();
});

describe('the keys of a foreign issuer', () => {
  afterEach(() => jest.useRealTimers());
  /** The keys are asked for over real sockets: only the clock on the wall is ours. */
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

  test('are asked for once, however many tokens come', async () => {
    const { verify: check } = tokens();
    const before = issuer.asked();
    const token = await issuer.token();
    await Promise.all(Array.from({ length: 20 }, () => check(token, new Date())));
    expect(issuer.asked()).toBe(before + 1);
  });

  test('may change: a new one counts within three seconds, and the old one no longer', async () => {
    const { verify: check } = tokens();
    const old = await issuer.token();
    expect(await check(old, new Date())).not.toBeNull();
    const before = issuer.asked();
    await issuer.rotate();
    const fresh = await issuer.token();
    expect(await check(fresh, new Date())).toBeNull();
    expect(issuer.asked()).toBe(before);
    moveClock(3100);
    expect(await check(fresh, new Date())).not.toBeNull();
    expect(issuer.asked()).toBe(before + 1);
    expect(await check(old, new Date())).toBeNull();
  });

  test.each([
    ['it fails', 500, '{}'],
    ['it answers no JSON', 200, '<html>'],
    ['it answers no keys', 200, '{"keys":{}}'],
    ['it points elsewhere', 302, ''],
  ])('are waited for, and nobody is let in or refused meanwhile: %s', async (_, status, text) => {
    const token = await issuer.token();
    issuer.publish(status, text);
    await expect(verify(token)).rejects.toThrow(IssuerUnavailable);
    await issuer.rotate();
  });

  test('are not to be had while nobody listens', async () => {
    const dead = await openIssuer();
    const token = await dead.token();
    await dead.close();
    const { verify: check } = createExternalTokens(dead.settings, 1000);
    await expect(check(token, new Date())).rejects.toThrow(IssuerUnavailable);
  });
});
