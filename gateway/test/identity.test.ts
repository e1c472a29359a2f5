import { connect } from 'node:net';
import { IDENTITY_HEADER, Role, signIdentity } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import { bearer, type Headers, REFUSED, send } from './support/requests';
import {
  serve,
  type ServedSubgraph,
  startEmbedded,
  startRemote,
  type TestGateway,
  testDatabase,
} from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let members: Members;
let served: ServedSubgraph[];
let gateways: Record<'embedded' | 'remote', TestGateway>;

beforeAll(async () => {
  database = await testDatabase();
  members = await openMembers(database);
  const { membership } = members;
  const services = [posts, scores, membership];
  const [one, two, three] = [
    await serve(posts, database),
    await serve(scores, database),
    await serve(membership, database),
  ];
  served = [one, two, three];
  gateways = {
    embedded: await startEmbedded(database, { services, publicUrl: PUBLIC_URL }),
    remote: await startRemote(
      { posts: one.url, scores: two.url, membership: three.url },
      { publicUrl: PUBLIC_URL, trustedProxies: ['127.0.0.0/8'] },
    ),
  };
});
afterAll(async () => {
  for (const gateway of Object.values(gateways)) await gateway.close();
  for (const { close } of served) await close();
  await members.close();
  await database.drop();
});

const identityIn = (text: string): unknown => JSON.parse(JSON.parse(text).data.callerIdentity);

describe.each(['embedded', 'remote'] as const)('Authentication (%s)', (mode) => {
  const ask = (headers: Headers, query?: string) => send(gateways[mode], headers, query);
  const client = { clientAddress: '127.0.0.1', userAgent: 'A test' };
  const anonymous = { memberId: null, roles: [], scopes: [], ...client };

  const refusalOf = async (headers: Headers) => {
    const { status, text } = await ask(headers);
    return { status, text };
  };

  test('a caller without a credential is anonymous, with an IP address', async () => {
    expect(identityIn((await ask({})).text)).toEqual(anonymous);
  });

  test('an access token identifies a member and a session', async () => {
    const { memberId } = members;
    const person = { memberId, roles: ['MEMBER'], scopes: ['POSTS_READ'], sessionId: 'session_1', ...client };
    expect(identityIn((await ask(bearer(await members.token()))).text)).toEqual(person);
  });

  test('an API key identifies a member within its scopes, until it is revoked', async () => {
    const { id, secret } = await members.apiKey();
    const { memberId } = members;
    const keyHolder = { memberId, roles: ['MEMBER'], scopes: ['POSTS_READ'], locale: 'fr', apiKeyId: id, ...client };
    expect(identityIn((await ask(bearer(secret))).text)).toEqual(keyHolder);
    expect(await refusalOf(bearer(`${secret.slice(0, -3)}AAA`))).toEqual(REFUSED);
    await members.revoke(id);
    expect(await refusalOf(bearer(secret))).toEqual(REFUSED);
  });

  test('the identity contains the organisation that has confirmed the member, by token and by key', async () => {
    await members.confirm('org_1');
    const { secret } = await members.apiKey();
    for (const credential of [await members.token({ org: 'org_1' }), secret]) {
      expect(identityIn((await ask(bearer(credential))).text)).toMatchObject({ organisationId: 'org_1' });
    }
    await members.confirm(null);
  });

  test.each([
    ['expired', { exp: 1 }],
    ['not yet valid', { nbf: 4_000_000_000 }],
    ['for another audience', { aud: 'other' }],
    ['of another issuer', { iss: 'https://wizness.test.example' }],
  ])('a token that is %s is refused', async (_, changed) => {
    expect(await refusalOf(bearer(await members.token(changed)))).toEqual(REFUSED);
  });

  test('malformed credentials are all refused with the same bytes', async () => {
    const token = await members.token();
    for (const authorization of [
      '',
      'Bearer',
      `Basic ${token}`,
      token,
      `Bearer ${token}x`,
      `Bearer ${'a'.repeat(9000)}`,
    ]) {
      expect(await refusalOf({ authorization })).toEqual(REFUSED);
    }
    expect(await refusalOf({ authorization: [`Bearer ${token}`, `Bearer ${token}`] })).toEqual(REFUSED);
  });

  test('nothing runs with an invalid credential, not even what an anonymous caller may query', async () => {
    const { status, text, headers } = await ask(bearer('a.b.c'), '{ __typename best { id } }');
    expect({ status, text }).toEqual(REFUSED);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  const TOUCH = 'mutation { touch(id: "post_1") { id } }';

  test('a write requires a live session, and a read by an ordinary member does not', async () => {
    const sid = await members.openSession();
    const credential = bearer(await members.token({ sid }));
    expect(await ask(credential, TOUCH)).toMatchObject({ status: 200, text: '{"data":{"touch":{"id":"post_1"}}}\n' });
    await members.endSession(sid);
    const { status, text, headers } = await ask(credential, TOUCH);
    expect({ status, text }).toEqual(REFUSED);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect((await ask(credential)).status).toBe(200);
  });

  test('a write is refused for the session of another member, and for one that never was', async () => {
    const sid = await members.openSession();
    for (const changed of [{ sid, sub: 'member_other' }, { sid: 'session_never' }]) {
      const { status, text } = await ask(bearer(await members.token(changed)), TOUCH);
      expect({ status, text }).toEqual(REFUSED);
    }
  });

  test('a role that was revoked gives no access to the next read, although the token contains it', async () => {
    const sid = await members.openSession([Role.MEMBER, Role.EDITOR]);
    const credential = bearer(await members.token({ sid, roles: ['MEMBER', 'EDITOR'] }));
    expect(identityIn((await ask(credential)).text)).toMatchObject({ roles: ['MEMBER', 'EDITOR'], sessionId: sid });
    await members.setRoles([Role.MEMBER]);
    expect(identityIn((await ask(credential)).text)).toMatchObject({ roles: ['MEMBER'], sessionId: sid, ...client });
    await members.endSession(sid);
    expect((await ask(credential)).status).toBe(401);
  });

  test('other headers do not change the identity', async () => {
    const admin = { memberId: 'member_1', roles: ['ADMIN'], scopes: ['POSTS_WRITE'] };
    const secret = new TextEncoder().encode('a secret that only these tests know');
    const spoofed = {
      [IDENTITY_HEADER]: signIdentity(admin, { service: 'posts', method: 'POST', path: '/graphql', body: '' }, secret),
      'x-wizness-member': 'member_1',
      'x-user-id': 'member_1',
      'x-roles': 'ADMIN',
      cookie: `authorization=${await members.token()}`,
    };
    expect(identityIn((await ask(spoofed)).text)).toEqual(anonymous);
  });

  test('X-Forwarded-For is used only from a trusted proxy', async () => {
    const clientAddress = mode === 'remote' ? '203.0.113.7' : '127.0.0.1';
    expect(identityIn((await ask({ 'x-forwarded-for': '198.51.100.1, 203.0.113.7' })).text)).toEqual({
      ...anonymous,
      clientAddress,
    });
  });

  test('a long user agent is truncated', async () => {
    const { text } = await ask({ 'user-agent': 'é'.repeat(6000) });
    expect((identityIn(text) as { userAgent: string }).userAgent).toHaveLength(300);
  });

  test('the public keys are published at the well-known URL', async () => {
    const response = await fetch(`${gateways[mode].url}/.well-known/jwks.json`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await response.json()).toEqual({
      keys: [{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' }],
    });
  });

  test('a token of one megabyte is refused by the HTTP parser', async () => {
    const { port } = new URL(gateways[mode].url);
    const response = await new Promise<string>((done, failed) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${'a'.repeat(1_048_576)}\r\n\r\n`);
      });
      socket.on('data', (part) => {
        text += part.toString();
      });
      socket.once('close', () => done(text));
      socket.once('error', (error) => (text ? done(text) : failed(error)));
    });
    expect(response).toMatch(/^HTTP\/1\.1 431 /);
    expect(JSON.parse(response.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

describe('While membership is down', () => {
  const withoutMembership = async (): Promise<TestGateway> => {
    const stopped = await serve(scores, database);
    await stopped.close();
    const [one, two] = served;
    return startRemote(
      { posts: one?.url ?? '', scores: two?.url ?? '', membership: stopped.url },
      { publicUrl: PUBLIC_URL },
    );
  };

  test('anonymous callers are served, and credentials get status 503', async () => {
    const gateway = await withoutMembership();
    expect((await send(gateway, {})).status).toBe(200);
    const { secret } = await members.apiKey();
    for (const credential of [await members.token(), secret]) {
      const { status, text } = await send(gateway, { ...bearer(credential), 'x-request-id': 'test-1' });
      expect(status).toBe(503);
      expect(JSON.parse(text)).toEqual({
        errors: [
          {
            message: 'The service "membership" is unavailable, so the credential cannot be verified. Try again later.',
            extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'membership', requestId: 'test-1' },
          },
        ],
      });
    }
    expect((await fetch(`${gateway.url}/.well-known/jwks.json`)).status).toBe(503);
    await gateway.close();
  });
});

test('A graph without membership refuses every credential and serves anonymous callers', async () => {
  const gateway = await startEmbedded(database);
  expect((await send(gateway, {})).status).toBe(200);
  const { status, text } = await send(gateway, bearer(await members.token()));
  expect({ status, text }).toEqual(REFUSED);
  await gateway.close();
});
