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
let foreign: CryptoKey;
let published: ReadonlyMap<string, CryptoKey>;
let publicJwk: JWK;

beforeAll(async () => {
  const [first, second, third] = [await newPair(), await newPair(), await newPair()];
  [ours, older, foreign] = [first.privateKey, second.privateKey, third.privateKey];
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

describe('an access token', () => {
  test('says who asks', async () => {
    expect(await verify(await sign())).toEqual(IDENTITY);
    expect(await verify(await sign({ key: older, header: { kid: 'key_older' } }))).toEqual(IDENTITY);
  });

  test('says whose colleague it is, where an organisation has said so', async () => {
    const organisationId = 'org_1';
    expect(await verify(await sign({ claims: { org: organisationId } }))).toEqual({ ...IDENTITY, organisationId });
    expect(await verify(await sign({ claims: { org: null } }))).toEqual(IDENTITY);
  });

  test('is good until its end, and five seconds of other clocks on both sides', async () => {
    const token = await sign();
    for (const good of [-4, 0, 600, 604]) expect(await verify(token, NOW + good * 1000)).not.toBeNull();
    for (const bad of [-6, 606]) expect(await verify(token, NOW + bad * 1000)).toBeNull();
  });

  test('can not be judged where nobody can say which keys there are', async () => {
    const find = () => Promise.reject(new Error('nobody answers'));
    await expect(verifyAccessToken(await sign(), { ...rulesAt(), find })).rejects.toThrow('nobody answers');
    expect(await verifyAccessToken('a.b.c', { ...rulesAt(), find })).toBeNull();
  });
});

const encode = (value: unknown): string => base64url.encode(JSON.stringify(value));
const withoutSignature = (header: object) => async () => `${encode(header)}.${encode(CLAIMS)}.`;
const withHeader = (header: object) => async () => `${encode(header)}.${(await sign()).split('.').slice(1).join('.')}`;
const leftOut = (name: keyof typeof CLAIMS) => () => sign({ claims: { [name]: undefined } });
const signedByText = (text: string | Uint8Array): Promise<string> =>
  new SignJWT(CLAIMS)
    .setProtectedHeader({ ...HEADER, alg: 'HS256' })
    .sign(typeof text === 'string' ? new TextEncoder().encode(text) : text);
const withLastCharacter = (change: (index: number) => number) => async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const token = await sign();
  return token.slice(0, -1) + alphabet[change(alphabet.indexOf(token.at(-1) ?? ''))];
};

const BAD: Readonly<Record<string, () => Promise<string>>> = {
  'alg none': withoutSignature({ alg: 'none', typ: 'at+jwt' }),
  'alg none with our kid': withoutSignature({ ...HEADER, alg: 'none' }),
  'alg None, in another case': withoutSignature({ ...HEADER, alg: 'None' }),
  'alg none over a good signature': withHeader({ ...HEADER, alg: 'none' }),
  'alg EdDSA without a signature': withoutSignature(HEADER),
  'the bytes of the public key as the secret of an HMAC': () => signedByText(base64url.decode(publicJwk.x ?? '')),
  'the text of the public key as the secret of an HMAC': () => signedByText(publicJwk.x ?? ''),
  'the public key in PEM as the secret of an HMAC': async () =>
    signedByText(await exportSPKI((await importJWK(publicJwk, 'EdDSA', { extractable: true })) as CryptoKey)),
  'the wrong key': () => sign({ key: foreign }),
  'another key’s kid': () => sign({ header: { kid: 'key_older' } }),
  'an unknown kid': () => sign({ header: { kid: 'key_nobody' } }),
  'no kid': () => sign({ header: { kid: undefined } }),
  'an empty kid': () => sign({ header: { kid: '' } }),
  'a kid that is no text': () => sign({ header: { kid: ['key_ours'] } }),
  'a long kid': () => sign({ header: { kid: 'k'.repeat(129) } }),
  'a key in its header': async () => {
    const { d: _, ...jwk } = await exportJWK(foreign);
    return sign({ key: foreign, header: { jwk } });
  },
  'the address of a key': () => sign({ key: foreign, header: { jku: 'https://evil.example/jwks.json' } }),
  'the address of a certificate': () => sign({ key: foreign, header: { x5u: 'https://evil.example/key.pem' } }),
  'a certificate in its header': () => sign({ key: foreign, header: { x5c: ['MIIB'] } }),
  'an extension that it calls critical and nobody knows': () =>
    new SignJWT(CLAIMS)
      .setProtectedHeader({ ...HEADER, crit: ['other'], other: true })
      .sign(ours, { crit: { other: true } }),
  'another type': () => sign({ header: { typ: 'JWT' } }),
  'the type of another token of ours': () => sign({ header: { typ: 'data-export+jwt' } }),
  'no type': () => sign({ header: { typ: undefined } }),
  'another audience': () => sign({ claims: { aud: 'another-graph' } }),
  'no audience': leftOut('aud'),
  'another issuer': () => sign({ claims: { iss: 'https://elsewhere.test' } }),
  'an issuer that begins like ours': () => sign({ claims: { iss: `${ISSUER}.evil.example` } }),
  'no issuer': leftOut('iss'),
  'a time that is over': () => sign({ claims: { exp: SECONDS - 6 } }),
  'an end that is no number': () => sign({ claims: { exp: 'tomorrow' } }),
  'no end': leftOut('exp'),
  'a time to come': () => sign({ claims: { nbf: SECONDS + 6 } }),
  'no beginning': leftOut('nbf'),
  'no time of issue': leftOut('iat'),
  'no subject': leftOut('sub'),
  'an empty subject': () => sign({ claims: { sub: '' } }),
  'a subject that is no text': () => sign({ claims: { sub: ['member_1'] } }),
  'no session': leftOut('sid'),
  'a session that is no text': () => sign({ claims: { sid: 1 } }),
  'no roles': leftOut('roles'),
  'roles that are no list': () => sign({ claims: { roles: 'ADMIN' } }),
  'roles that are no texts': () => sign({ claims: { roles: [{ ADMIN: true }] } }),
  'no scope': leftOut('scope'),
  'scopes in a list': () => sign({ claims: { scope: ['POSTS_WRITE'] } }),
  'an organisation that is no text': () => sign({ claims: { org: { id: 'org_1' } } }),
  'a claim changed': async () => {
    const [header, , signature] = (await sign()).split('.');
    return `${header}.${encode({ ...CLAIMS, roles: ['ADMIN'] })}.${signature}`;
  },
  'a claim changed and the signature left out': withoutSignature({ ...HEADER, roles: ['ADMIN'] }),
  'a cut signature': async () => (await sign()).slice(0, -2),
  'another last character': withLastCharacter((index) => (index + 32) % 64),
  'other unread bits at its end': withLastCharacter((index) => index ^ 1),
  'padding at its end': async () => `${await sign()}==`,
  'something before it': async () => ` ${await sign()}`,
  'something behind it': async () => `${await sign()}\n`,
  'a megabyte': async () => `${(await sign()).split('.')[0]}.${'A'.repeat(1_000_000)}.AAAA`,
  'more than four kilobytes, all of them right': () => sign({ claims: { more: 'x'.repeat(4000) } }),
  nothing: async () => '',
  'two dots': async () => '..',
  'two parts': async () => (await sign()).split('.').slice(0, 2).join('.'),
  'five parts, as of an encrypted one': async () => 'a.b.c.d.e',
  'characters that are none': async () => '\0\ud800',
  'a header that is no object': async () => `${encode(['EdDSA'])}.${encode(CLAIMS)}.AAAA`,
  'a header that is null': async () => `${encode(null)}.${encode(CLAIMS)}.AAAA`,
  'claims that are a list': async () => {
    const body = `${encode(HEADER)}.${encode([CLAIMS])}`;
    const signature = await crypto.subtle.sign('Ed25519', ours, new TextEncoder().encode(body));
    return `${body}.${base64url.encode(new Uint8Array(signature))}`;
  },
};

test.each(Object.keys(BAD))('an access token is refused with %s', async (name) => {
  expect(await verify((await BAD[name]?.()) ?? 'unknown')).toBeNull();
});

test('a token of another kind is good for what it was made for, and for nothing else', async () => {
  const kind = { type: 'data-export+jwt', audience: 'wizness-data-export' };
  const other = await sign({ header: { typ: kind.type }, claims: { aud: kind.audience } });
  expect(await verifySignedToken(other, kind, rulesAt())).toMatchObject({ sub: 'member_1' });
  expect(await verify(other)).toBeNull();
  expect(await verifySignedToken(await sign(), kind, rulesAt())).toBeNull();
});
