import { anonymous, IDENTITY_HEADER, Role, signIdentity } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { Pool } from 'undici';
import { openIssuer, type TestIssuer } from './support/external-issuer';
import { anyScheme, anyText, changed, misplaced, rewritten } from './support/forged-credentials';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { type Headers, REFUSED } from './support/requests';
import { posts, scores } from './support/two-subgraphs';

/** Sent at once: what costs is waiting for an answer, not making one. */
const AT_ONCE = 50;

let database: TestDatabase;
let members: Members;
let issuer: TestIssuer;
let gateway: TestGateway;
let pool: Pool;
const good = { token: '', key: '', foreign: '' };

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  issuer = await openIssuer();
  gateway = await startEmbedded(database, {
    services: [posts, scores, members.membership],
    publicUrl: PUBLIC_URL,
    externalIssuer: issuer.settings,
  });
  pool = new Pool(gateway.url, { connections: AT_ONCE });
  const { secret } = await members.apiKey();
  Object.assign(good, { token: await members.token(), key: secret, foreign: await issuer.token() });
});
afterAll(async () => {
  await pool.close();
  await gateway.close();
  await issuer.close();
  await members.close();
  await database.drop();
});

const ask = async (headers: Headers) => {
  const { statusCode, body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ whoIsAsking }"}',
  });
  return { status: statusCode, text: await body.text() };
};

/** Looks at `count` forgeries. Answers how many there were. */
const lookAt = async <Forgery>(
  count: number,
  forgeries: fc.Arbitrary<Forgery>,
  look: (forgery: Forgery) => Promise<void>,
): Promise<number> => {
  let looked = 0;
  const property = fc.asyncProperty(fc.array(forgeries, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (some) => {
    await Promise.all(some.map(look));
    looked += some.length;
  });
  await fc.assert(property, { numRuns: count / AT_ONCE });
  return looked;
};

const expectRefused = async (authorization: string | string[]): Promise<void> => {
  expect(await ask({ authorization })).toEqual(REFUSED);
};

const VISITOR = { memberId: null, roles: [], scopes: [], clientAddress: '127.0.0.1', userAgent: null };
const expectVisitor = async (headers: Headers): Promise<void> => {
  const { status, text } = await ask(headers);
  expect(status).toBe(200);
  expect(JSON.parse(JSON.parse(text).data.whoIsAsking)).toEqual(VISITOR);
};

test('what is changed below is good', async () => {
  for (const credential of Object.values(good)) {
    const { status, text } = await ask({ authorization: `Bearer ${credential}` });
    expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('member_') });
  }
});

const bearing = (credentials: fc.Arbitrary<string>) => credentials.map((text) => `Bearer ${text}`);

/** With the last one ten thousand in all. */
const FORGERIES: readonly [name: string, count: number, forgeries: () => fc.Arbitrary<string | string[]>][] = [
  ['any text', 2500, () => fc.tuple(anyScheme, anyText).map(([scheme, text]) => scheme + text)],
  ['a good token with something changed', 2000, () => bearing(changed(good.token))],
  ['a header or claims of one’s own under a good signature', 1500, () => bearing(rewritten(good.token))],
  ['a good API key with something changed', 1000, () => bearing(changed(good.key))],
  ['a good foreign token with something changed', 500, () => bearing(changed(good.foreign))],
  ['the same under a good signature of a foreign issuer', 500, () => bearing(rewritten(good.foreign))],
  ['a good credential in the wrong place', 1000, () => fc.oneof(...Object.values(good).map(misplaced))],
];

describe('nobody gets in, and nothing breaks', () => {
  test.each(FORGERIES)('by %s', async (_, count, forgeries) => {
    expect(await lookAt(count, forgeries(), expectRefused)).toBe(count);
  });

  test('by other headers, whatever they say', async () => {
    const admin = { ...anonymous, memberId: members.memberId, roles: [Role.ADMIN], scopes: ['POSTS_WRITE'] };
    const secret = new TextEncoder().encode('a secret that only these tests know');
    const asked = { service: 'posts', method: 'POST', path: '/graphql', body: '{"query":"{ whoIsAsking }"}' };
    const names = [
      IDENTITY_HEADER,
      'x-wizness-member',
      'x-user-id',
      'x-roles',
      'x-api-key',
      'x-authorization',
      'x-forwarded-authorization',
      'x-forwarded-user',
      'x-forwarded-for',
      'forwarded',
      'proxy-authorization',
      'remote-user',
      'cookie',
      'identity',
    ];
    const values = [
      await signIdentity(admin, asked, secret),
      JSON.stringify(admin),
      members.memberId,
      Role.ADMIN,
      ...Object.values(good),
      ...Object.values(good).map((credential) => `Bearer ${credential}`),
    ];
    const headers = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, anyText),
    );
    expect(await lookAt(1000, headers, expectVisitor)).toBe(1000);
  });
});
