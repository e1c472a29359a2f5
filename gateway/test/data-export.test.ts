import { type Clock, systemClock } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import {
  serve,
  type ServedSubgraph,
  startEmbedded,
  startRemote,
  type TestGateway,
  testDatabase,
} from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

let now = new Date();
const clock: Clock = { now: () => now, newId: systemClock.newId };
const ID = 'export_1';

let database: TestDatabase;
let members: Members;
let served: Record<'posts' | 'scores' | 'membership', ServedSubgraph>;
let gateways: Record<'embedded' | 'remote', TestGateway>;

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  const { membership } = members;
  served = {
    posts: await serve(posts, database),
    scores: await serve(scores, database),
    membership: await serve(membership, database),
  };
  const urls = { posts: served.posts.url, scores: served.scores.url, membership: served.membership.url };
  gateways = {
    embedded: await startEmbedded(database, { services: [membership, posts, scores], publicUrl: PUBLIC_URL, clock }),
    remote: await startRemote(urls, { publicUrl: PUBLIC_URL, clock }),
  };
});
beforeEach(() => {
  now = new Date();
});
afterAll(async () => {
  for (const gateway of Object.values(gateways)) await gateway.close();
  for (const { close } of Object.values(served)) await close();
  await members.close();
  await database.drop();
});

const fetchFrom = async ({ url }: TestGateway, token: string | null, id = ID) => {
  const query = token === null ? '' : `?token=${token}`;
  const response = await fetch(`${url}/data-exports/${id}${query}`, { headers: { 'x-request-id': 'test-1' } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
};

const REFUSED = {
  errors: [
    {
      message: 'This export link is invalid or has expired. Request a new one with requestDataExport.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

describe.each(['embedded', 'remote'] as const)('A data export (%s)', (mode) => {
  test('contains all data that the services store about the member', async () => {
    const { memberId } = members;
    const { status, headers, body, text } = await fetchFrom(gateways[mode], await members.exportToken(ID));
    expect(status).toBe(200);
    expect(body).toEqual({
      exportedAt: now.toISOString(),
      memberId,
      services: {
        membership: expect.objectContaining({ profile: [expect.objectContaining({ id: memberId, name: 'Léa' })] }),
        posts: {
          posts: [{ title: 'É <b>\u2028', authorId: memberId, writtenAt: '1970-01-01T00:00:00.000Z', editedAt: null }],
        },
        scores: {},
      },
    });
    expect(Object.keys(body.services)).toEqual(['membership', 'posts', 'scores']);
    expect(text).toBe(`${JSON.stringify(body, null, 2)}\n`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="wizness-data-${now.toISOString().slice(0, 10)}.json"`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  test.each([
    ['of another export', ID, { jti: 'export_2' }],
    ['of no export', ID, { jti: undefined }],
    ['for another audience', ID, { aud: 'wizness-graph' }],
    ['of another issuer', ID, { iss: 'https://wizness.test.example' }],
    ['that has expired', ID, { exp: 1 }],
    ['that is not yet valid', ID, { nbf: 4_000_000_000 }],
    ['without a subject', ID, { sub: undefined }],
  ])('is refused for a token %s, with the same response', async (_, id, changed) => {
    const { status, headers, body } = await fetchFrom(gateways[mode], await members.exportToken(id, changed));
    expect({ status, body }).toEqual({ status: 401, body: REFUSED });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('is refused for any other token, or none, with the same response', async () => {
    const valid = await members.exportToken(ID);
    for (const token of [
      null,
      '',
      'a.b.c',
      await members.token(),
      `${valid.slice(0, -4)}AAAA`,
      `${valid}&token=${valid}`,
    ]) {
      const { status, body } = await fetchFrom(gateways[mode], token);
      expect({ status, body }).toEqual({ status: 401, body: REFUSED });
    }
  });

  test('is refused once the session that asked for the link has ended', async () => {
    const sid = await members.openSession();
    const token = await members.exportToken(ID, { sid });
    expect((await fetchFrom(gateways[mode], token)).status).toBe(200);
    await members.endSession(sid);
    const { status, body } = await fetchFrom(gateways[mode], token);
    expect({ status, body }).toEqual({ status: 401, body: REFUSED });
  });

  test('has a token that is no credential for GraphQL', async () => {
    const response = await fetch(`${gateways[mode].url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await members.exportToken(ID)}` },
      body: '{"query":"{ callerIdentity }"}',
    });
    expect(response.status).toBe(401);
  });

  test('is not found after the member was erased', async () => {
    const { status, body } = await fetchFrom(gateways[mode], await members.exportToken(ID, { sub: 'member_erased' }));
    expect(status).toBe(404);
    expect(body).toEqual({
      errors: [{ message: 'No data is stored about this member any more.', extensions: { code: 'NOT_FOUND' } }],
    });
  });
});

test('Embedded and remote gateways return the same bytes', async () => {
  const token = await members.exportToken(ID);
  const [one, other] = [await fetchFrom(gateways.embedded, token), await fetchFrom(gateways.remote, token)];
  expect(other.text).toBe(one.text);
});

describe('A data export is refused', () => {
  const incomplete = (service: string) => ({
    errors: [
      {
        message: `The service "${service}" is unavailable, so the file would be incomplete. Try again later.`,
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', service, requestId: 'test-1' },
      },
    ],
  });

  test.each(['scores', 'membership'] as const)('while the service %s is down', async (service) => {
    const stopped = await serve(scores, database);
    await stopped.close();
    const urls = { posts: served.posts.url, scores: served.scores.url, membership: served.membership.url };
    const gateway = await startRemote({ ...urls, [service]: stopped.url }, { publicUrl: PUBLIC_URL });
    const { status, body } = await fetchFrom(gateway, await members.exportToken(ID));
    expect({ status, body }).toEqual({ status: 503, body: incomplete(service) });
    await gateway.close();
  });

  test('while an embedded service fails', async () => {
    const failing = {
      ...scores,
      open: async (settings: Parameters<typeof scores.open>[0]) => ({
        ...(await scores.open(settings)),
        personalDataOf: () => Promise.reject(new Error('SELECT secret FROM tables')),
      }),
    };
    const services = [members.membership, posts, failing];
    const gateway = await startEmbedded(database, { services, publicUrl: PUBLIC_URL });
    const { status, body } = await fetchFrom(gateway, await members.exportToken(ID));
    expect({ status, body }).toEqual({ status: 503, body: incomplete('scores') });
    await gateway.close();
  });
});
