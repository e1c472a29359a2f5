import type { TestDatabase } from '@wizness/kernel/testing';
import { openIssuer, type TestIssuer } from './support/external-issuer';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import {
  serve,
  type ServedSubgraph,
  startEmbedded,
  startRemote,
  type TestGateway,
  testDatabase,
} from './support/gateways';
import { bearer, REFUSED, send } from './support/requests';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let members: Members;
let issuer: TestIssuer;
let served: ServedSubgraph[];
let gateways: Record<'embedded' | 'remote', TestGateway>;

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  issuer = await openIssuer();
  const { membership } = members;
  const [one, two, three] = [
    await serve(posts, database),
    await serve(scores, database),
    await serve(membership, database),
  ];
  served = [one, two, three];
  const options = { publicUrl: PUBLIC_URL, externalIssuer: issuer.settings };
  gateways = {
    embedded: await startEmbedded(database, { services: [posts, scores, membership], ...options }),
    remote: await startRemote({ posts: one.url, scores: two.url, membership: three.url }, options),
  };
});
afterAll(async () => {
  for (const gateway of Object.values(gateways)) await gateway.close();
  for (const { close } of served) await close();
  await issuer.close();
  await members.close();
  await database.drop();
});

const identityIn = (text: string): Record<string, unknown> => JSON.parse(JSON.parse(text).data.callerIdentity);
const ask = (mode: 'embedded' | 'remote', token: string) => send(gateways[mode], bearer(token));

test('All tokens of one external user belong to the same member, in both modes', async () => {
  const [one, two, three] = [
    await ask('embedded', await issuer.token()),
    await ask('remote', await issuer.token({ claims: { name: 'Another name' } })),
    await ask('remote', await issuer.token({ claims: { sub: 'another' } })),
  ];
  const identity = identityIn(one.text);
  expect(identity).toMatchObject({
    memberId: expect.stringMatching(/^member_/),
    roles: ['MEMBER'],
    clientAddress: '127.0.0.1',
  });
  expect(identityIn(two.text)).toEqual(identity);
  expect(identityIn(three.text)['memberId']).not.toBe(identity['memberId']);
});

describe.each(['embedded', 'remote'] as const)('With an external issuer (%s)', (mode) => {
  test('access tokens and API keys of membership are accepted', async () => {
    expect(identityIn((await ask(mode, await members.token())).text)['memberId']).toBe(members.memberId);
    const { secret } = await members.apiKey();
    expect(identityIn((await ask(mode, secret)).text)['memberId']).toBe(members.memberId);
  });

  test.each([
    ['that has expired', { exp: 1 }],
    ['for another audience', { aud: 'other' }],
    ['of another issuer', { iss: 'https://login.example.org' }],
    ['in the name of membership', { iss: PUBLIC_URL, aud: 'wizness-graph' }],
    ['without a subject', { sub: undefined }],
  ])('an external token %s is refused', async (_, claims) => {
    const { status, text } = await ask(mode, await issuer.token({ claims }));
    expect({ status, text }).toEqual(REFUSED);
  });

  test('a token of membership that names the external issuer is refused', async () => {
    const { issuer: iss, audience: aud } = issuer.settings;
    const { status, text } = await ask(mode, await members.token({ iss, aud }));
    expect({ status, text }).toEqual(REFUSED);
  });

  test('external tokens may be long, tokens of membership may not', async () => {
    const long = 'x'.repeat(6000);
    expect((await ask(mode, await issuer.token({ claims: { groups: long } }))).status).toBe(200);
    const { status, text } = await ask(mode, await members.token({ groups: long }));
    expect({ status, text }).toEqual(REFUSED);
  });
});

test('While the issuer is down, its tokens get status 503 and other callers are served', async () => {
  const stopped = await openIssuer();
  const token = await stopped.token();
  await stopped.close();
  const [one, two, three] = served.map(({ url }) => url);
  const urls = { posts: one ?? '', scores: two ?? '', membership: three ?? '' };
  const gateway = await startRemote(urls, { publicUrl: PUBLIC_URL, externalIssuer: stopped.settings });
  const { status, text } = await send(gateway, { ...bearer(token), 'x-request-id': 'test-1' });
  expect(status).toBe(503);
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: 'The issuer of the credential is unavailable, so the credential cannot be verified. Try again later.',
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId: 'test-1' },
      },
    ],
  });
  expect((await send(gateway, bearer(await members.token()))).status).toBe(200);
  expect((await send(gateway, {})).status).toBe(200);
  await gateway.close();
});

test('Without a configured issuer, external tokens are refused', async () => {
  const gateway = await startEmbedded(database, {
    services: [posts, scores, members.membership],
    publicUrl: PUBLIC_URL,
  });
  const { status, text } = await send(gateway, bearer(await issuer.token()));
  expect({ status, text }).toEqual(REFUSED);
  await gateway.close();
});
