import { anonymous, IDENTITY_HEADER, Role, signIdentity } from '@wizness/kernel';
import { PROPERTY_FACTOR, type TestDatabase } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { Pool } from 'undici';
import { openIssuer, type TestIssuer } from './support/external-issuer';
import { anyScheme, anyText, changed, misplaced, rewritten } from './support/forged-credentials';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { type Headers, REFUSED } from './support/requests';
import { posts, scores } from './support/two-subgraphs';

/** Requests in flight at a time. */
const CONCURRENCY = 50;

let database: TestDatabase;
let members: Members;
let issuer: TestIssuer;
let gateway: TestGateway;
let pool: Pool;
const valid = { token: '', key: '', external: '' };

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  issuer = await openIssuer();
  gateway = await startEmbedded(database, {
    services: [posts, scores, members.membership],
    publicUrl: PUBLIC_URL,
    externalIssuer: issuer.settings,
  });
  pool = new Pool(gateway.url, { connections: CONCURRENCY });
  const { secret } = await members.apiKey();
  Object.assign(valid, { token: await members.token(), key: secret, external: await issuer.token() });
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
    body: '{"query":"{ callerIdentity }"}',
  });
  return { status: statusCode, text: await body.text() };
};

/** Checks `count` forgeries. Returns how many it has checked. */
const checkAll = async <Forgery>(
  count: number,
  forgeries: fc.Arbitrary<Forgery>,
  check: (forgery: Forgery) => Promise<void>,
): Promise<number> => {
  let checked = 0;
  const property = fc.asyncProperty(
    fc.array(forgeries, { minLength: CONCURRENCY, maxLength: CONCURRENCY }),
    async (some) => {
      await Promise.all(some.map(check));
      checked += some.length;
    },
  );
  await fc.assert(property, { numRuns: count / CONCURRENCY });
  return checked;
};

const expectRefused = async (authorization: string | string[]): Promise<void> => {
  expect(await ask({ authorization })).toEqual(REFUSED);
};

const ANONYMOUS = { memberId: null, roles: [], scopes: [], clientAddress: '127.0.0.1', userAgent: null };
const expectAnonymous = async (headers: Headers): Promise<void> => {
  const { status, text } = await ask(headers);
  expect(status).toBe(200);
  expect(JSON.parse(JSON.parse(text).data.callerIdentity)).toEqual(ANONYMOUS);
};

test('The credentials that are forged below are valid', async () => {
  for (const credential of Object.values(valid)) {
    const { status, text } = await ask({ authorization: `Bearer ${credential}` });
    expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('member_') });
  }
});

const asBearer = (credentials: fc.Arbitrary<string>) => credentials.map((text) => `Bearer ${text}`);

/** With the last test, 2,000 forgeries. PROPERTY_FACTOR=5 checks ten thousand. */
const FORGERIES: readonly [name: string, count: number, forgeries: () => fc.Arbitrary<string | string[]>][] = [
  ['Arbitrary text', 500, () => fc.tuple(anyScheme, anyText).map(([scheme, text]) => scheme + text)],
  ['A changed access token', 400, () => asBearer(changed(valid.token))],
  ['A valid signature with another header or other claims', 300, () => asBearer(rewritten(valid.token))],
  ['A changed API key', 200, () => asBearer(changed(valid.key))],
  ['A changed external token', 100, () => asBearer(changed(valid.external))],
  ['A valid external signature with another header or other claims', 100, () => asBearer(rewritten(valid.external))],
  ['A valid credential in a header of the wrong form', 200, () => fc.oneof(...Object.values(valid).map(misplaced))],
];

describe('Forged credentials', () => {
  test.each(FORGERIES)('%s is refused', async (_, count, forgeries) => {
    expect(await checkAll(count * PROPERTY_FACTOR, forgeries(), expectRefused)).toBe(count * PROPERTY_FACTOR);
  });

  test('Other headers do not change the identity, whatever they contain', async () => {
    const admin = { ...anonymous, memberId: members.memberId, roles: [Role.ADMIN], scopes: ['POSTS_WRITE'] };
    const secret = new TextEncoder().encode('a secret that only these tests know');
    const signedRequest = {
      service: 'posts',
      method: 'POST',
      path: '/graphql',
      body: '{"query":"{ callerIdentity }"}',
    };
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
      signIdentity(admin, signedRequest, secret),
      JSON.stringify(admin),
      members.memberId,
      Role.ADMIN,
      ...Object.values(valid),
      ...Object.values(valid).map((credential) => `Bearer ${credential}`),
    ];
    const headers = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, anyText),
    );
    expect(await checkAll(200 * PROPERTY_FACTOR, headers, expectAnonymous)).toBe(200 * PROPERTY_FACTOR);
  });
});
