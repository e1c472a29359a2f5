import { base64url, type CryptoKey, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { verifyAccessToken } from './access-token';
import { verifySignedToken } from './signed-token';

const ISSUER = 'https://wizness.test';
const NOW = Date.parse('2026-03-02T09:00:00Z');
const SECONDS = NOW / 1000;
const HEADER = { alg: 'EdDSA', kid: 'key_ours', typ: 'at+jwt' };
const CLAIMS = {
  iss: ISSUER,
  aud: 'wizness-graph',
  sub: 'member_1',
  sid: 'session_1',
  roles: ['MEMBER'],
  scope: 'POSTS_READ POSTS_WRITE',
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 600,
};
const IDENTITY = {
  memberId: 'member_1',
  roles: ['MEMBER'],
  scopes: ['POSTS_READ', 'POSTS_WRITE'],
  sessionId: 'session_1',
};

const newPair = () => generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

let ours: CryptoKey;
let older: CryptoKey;
let attacker: CryptoKey;
let published: ReadonlyMap<string, CryptoKey>;
let publicJwk: JWK;

beforeAll(async () => {
  const [first, second, third] = [await newPair(), await newPair(), await newPair()];
  [ours, older, attacker] = [first.privateKey, second.privateKey, third.privateKey];
  published = new Map([
    ['key_ours', first.publicKey],
    ['key_older', second.publicKey],
  ]);
  publicJwk = await exportJWK(first.publicKey);
});

interface Forged {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

const sign = ({ claims, header, key = ours }: Forged = {}): Promise<string> =>
  new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ ...HEADER, ...header }).sign(key);

const rulesAt = (now = NOW) => ({
  find: async (kid: string) => published.get(kid) ?? null,
  issuer: ISSUER,
  now: new Date(now),
});
const verify = (token: string, now = NOW) => verifyAccessToken(token, rulesAt(now));

describe('A valid access token', () => {
  test('gives the identity of the caller', async () => {
    expect(await verify(await sign())).toEqual(IDENTITY);
    expect(await verify(await sign({ key: older, header: { kid: 'key_older' } }))).toEqual(IDENTITY);
  });

  test('gives the organisation that confirmed the member', async () => {
    const organisationId = 'org_1';
    expect(await verify(await sign({ claims: { org: organisationId } }))).toEqual({ ...IDENTITY, organisationId });
    expect(await verify(await sign({ claims: { org: null } }))).toEqual(IDENTITY);
  });

  test('is accepted during its lifetime and five seconds before and after, for clock differences', async () => {
    const token = await sign();
    for (const accepted of [-4, 0, 600, 604]) expect(await verify(token, NOW + accepted * 1000)).not.toBeNull();
    for (const refused of [-6, 606]) expect(await verify(token, NOW + refused * 1000)).toBeNull();
  });

  test('rejects if the keys cannot be fetched', async () => {
    const find = () => Promise.reject(new Error('no keys'));
    await expect(verifyAccessToken(await sign(), { ...rulesAt(), find })).rejects.toThrow('no keys');
    expect(await verifyAccessToken('a.b.c', { ...rulesAt(), find })).toBeNull();
  });
});

const encode = (value: unknown): string => base64url.encode(JSON.stringify(value));
const withoutSignature = (header: object) => async () => `${encode(header)}.${encode(CLAIMS)}.`;
const withHeader = (header: object) => async () => `${encode(header)}.${(await sign()).split('.').slice(1).join('.')}`;
const without = (name: keyof typeof CLAIMS) => () => sign({ claims: { [name]: undefined } });
const signedWithSecret = (text: string | Uint8Array): Promise<string> =>
  new SignJWT(CLAIMS)
    .setProtectedHeader({ ...HEADER, alg: 'HS256' })
    .sign(typeof text === 'string' ? new TextEncoder().encode(text) : text);
const withChangedEnd = (change: (index: number) => number) => async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const token = await sign();
  return token.slice(0, -1) + alphabet[change(alphabet.indexOf(token.at(-1) ?? ''))];
};

const INVALID: Readonly<Record<string, () => Promise<string>>> = {
  'alg none': withoutSignature({ alg: 'none', typ: 'at+jwt' }),
  'alg none with our kid': withoutSignature({ ...HEADER, alg: 'none' }),
  'alg None, in mixed case': withoutSignature({ ...HEADER, alg: 'None' }),
  'alg none with a valid signature': withHeader({ ...HEADER, alg: 'none' }),
  'alg EdDSA without a signature': withoutSignature(HEADER),
  'the bytes of the public key as HMAC secret': () => signedWithSecret(base64url.decode(publicJwk.x ?? '')),
  'the text of the public key as HMAC secret': () => signedWithSecret(publicJwk.x ?? ''),
  'the public key in PEM as HMAC secret': async () =>
    signedWithSecret(await exportSPKI((await importJWK(publicJwk, 'EdDSA', { extractable: true })) as CryptoKey)),
  'the wrong key': () => sign({ key: attacker }),
  'the kid of another key': () => sign({ header: { kid: 'key_older' } }),
  'an unknown kid': () => sign({ header: { kid: 'key_unknown' } }),
  'no kid': () => sign({ header: { kid: undefined } }),
  'an empty kid': () => sign({ header: { kid: '' } }),
  'a kid that is not a string': () => sign({ header: { kid: ['key_ours'] } }),
  'a kid that is too long': () => sign({ header: { kid: 'k'.repeat(129) } }),
  'a key in the header': async () => {
    const { d: _, ...jwk } = await exportJWK(attacker);
    return sign({ key: attacker, header: { jwk } });
  },
  'the URL of a key': () => sign({ key: attacker, header: { jku: 'https://evil.example/jwks.json' } }),
  'the URL of a certificate': () => sign({ key: attacker, header: { x5u: 'https://evil.example/key.pem' } }),
  'a certificate in the header': () => sign({ key: attacker, header: { x5c: ['MIIB'] } }),
  'an unknown critical extension': () =>
    new SignJWT(CLAIMS)
      .setProtectedHeader({ ...HEADER, crit: ['other'], other: true })
      .sign(ours, { crit: { other: true } }),
  'another type': () => sign({ header: { typ: 'JWT' } }),
  'the type of another kind of our tokens': () => sign({ header: { typ: 'data-export+jwt' } }),
  'no type': () => sign({ header: { typ: undefined } }),
  'another audience': () => sign({ claims: { aud: 'another-graph' } }),
  'no audience': without('aud'),
  'another issuer': () => sign({ claims: { iss: 'https://elsewhere.test' } }),
  'an issuer with our issuer as prefix': () => sign({ claims: { iss: `${ISSUER}.evil.example` } }),
  'no issuer': without('iss'),
  'an expiry in the past': () => sign({ claims: { exp: SECONDS - 6 } }),
  'an expiry that is not a number': () => sign({ claims: { exp: 'tomorrow' } }),
  'no expiry': without('exp'),
  'a start in the future': () => sign({ claims: { nbf: SECONDS + 6 } }),
  'no start': without('nbf'),
  'no time of issue': without('iat'),
  'no subject': without('sub'),
  'an empty subject': () => sign({ claims: { sub: '' } }),
  'a subject that is not a string': () => sign({ claims: { sub: ['member_1'] } }),
  'no session': without('sid'),
  'a session that is not a string': () => sign({ claims: { sid: 1 } }),
  'no roles': without('roles'),
  'roles that are not a list': () => sign({ claims: { roles: 'ADMIN' } }),
  'roles that are not strings': () => sign({ claims: { roles: [{ ADMIN: true }] } }),
  'no scope': without('scope'),
  'scopes as a list': () => sign({ claims: { scope: ['POSTS_WRITE'] } }),
  'an organisation that is not a string': () => sign({ claims: { org: { id: 'org_1' } } }),
  'a changed claim': async () => {
    const [header, , signature] = (await sign()).split('.');
    return `${header}.${encode({ ...CLAIMS, roles: ['ADMIN'] })}.${signature}`;
  },
  'a changed claim and no signature': withoutSignature({ ...HEADER, roles: ['ADMIN'] }),
  'a truncated signature': async () => (await sign()).slice(0, -2),
  'a different last character': withChangedEnd((index) => (index + 32) % 64),
  'different unused bits at the end': withChangedEnd((index) => index ^ 1),
  'padding at the end': async () => `${await sign()}==`,
  'a space before it': async () => ` ${await sign()}`,
  'a line break after it': async () => `${await sign()}\n`,
  'a size of one megabyte': async () => `${(await sign()).split('.')[0]}.${'A'.repeat(1_000_000)}.AAAA`,
  'valid content of more than four kilobytes': () => sign({ claims: { more: 'x'.repeat(4000) } }),
  'an empty text': async () => '',
  'only two dots': async () => '..',
  'two parts': async () => (await sign()).split('.').slice(0, 2).join('.'),
  'five parts, as in an encrypted token': async () => 'a.b.c.d.e',
  'invalid characters': async () => '\0\ud800',
  'a header that is not an object': async () => `${encode(['EdDSA'])}.${encode(CLAIMS)}.AAAA`,
  'a header that is null': async () => `${encode(null)}.${encode(CLAIMS)}.AAAA`,
  'claims that are a list': async () => {
    const body = `${encode(HEADER)}.${encode([CLAIMS])}`;
    const signature = await crypto.subtle.sign('Ed25519', ours, new TextEncoder().encode(body));
    return `${body}.${base64url.encode(new Uint8Array(signature))}`;
  },
};

test.each(Object.keys(INVALID))('An access token with %s is refused', async (name) => {
  expect(await verify((await INVALID[name]?.()) ?? 'unknown')).toBeNull();
});

test('A token of another kind is valid only as that kind', async () => {
  const kind = { type: 'data-export+jwt', audience: 'wizness-data-export' };
  const other = await sign({ header: { typ: kind.type }, claims: { aud: kind.audience } });
  expect(await verifySignedToken(other, kind, rulesAt())).toMatchObject({ sub: 'member_1' });
  expect(await verify(other)).toBeNull();
  expect(await verifySignedToken(await sign(), kind, rulesAt())).toBeNull();
});
