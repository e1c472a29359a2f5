import {
  anonymous,
  createLogger,
  createSubgraphServer,
  type Identity,
  IDENTITY_HEADER,
  signIdentity,
  type SignedRequest,
} from '@wizness/kernel';
import { membership } from '../src/subgraph';
import { MembershipHarness } from './support/membership-harness';

const secret = new TextEncoder().encode('a secret that is long enough to sign with');

describe('Membership over HTTP', () => {
  let harness: MembershipHarness;
  let server: ReturnType<typeof createSubgraphServer>;
  beforeAll(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
    server = createSubgraphServer(membership, harness.running, {
      secret,
      log: createLogger('membership', 'silent'),
    });
  });
  afterAll(async () => {
    await server.close();
    await harness.close();
  });

  const identify = async (payload: object, changed: Partial<SignedRequest> | null = {}) => {
    const body = JSON.stringify(payload);
    const request = { service: 'membership', method: 'POST', path: '/identify', body, ...changed };
    const signed = changed && { [IDENTITY_HEADER]: signIdentity(anonymous, request, secret) };
    const headers = { 'content-type': 'application/json', ...signed };
    return server.inject({ method: 'POST', url: '/identify', payload: body, headers });
  };

  test('The public keys are served without authentication', async () => {
    const response = await server.inject('/.well-known/jwks.json');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ keys: [expect.objectContaining({ kty: 'OKP', crv: 'Ed25519' })] });
    expect(response.body).not.toContain('"d"');
  });

  test('Only the gateway can identify an API key', async () => {
    const { identity } = await harness.signIn('lea');
    const { secret: apiKey } = await harness.mutate('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, identity);
    expect((await identify({ apiKey })).json()).toEqual({
      identity: {
        memberId: identity.memberId,
        roles: ['MEMBER'],
        scopes: ['POSTS_READ'],
        locale: 'fr',
        apiKeyId: expect.any(String),
      },
    });
    for (const changed of [null, { path: '/graphql' }, { service: 'content' }, { body: '{}' }]) {
      expect((await identify({ apiKey }, changed)).statusCode).toBe(401);
    }
  });

  test('Only the gateway can identify an external identity, and a malformed one creates no member', async () => {
    const foreign = {
      issuer: 'https://login.example.org',
      subject: '1',
      name: 'Tom',
      handle: 'tom',
      locale: null,
      issuedAt: '2026-03-02T10:00:00+01:00',
    };
    const { identity } = (await identify({ foreign })).json<{ identity: Identity | null }>();
    expect(identity).toMatchObject({ memberId: expect.stringMatching(/^member_/), roles: ['MEMBER'] });
    expect((await identify({ foreign }, null)).statusCode).toBe(401);
    const members = async () => (await harness.sql('SELECT 1 FROM membership.members')).length;
    const before = await members();
    for (const wrong of [
      {},
      { subject: '' },
      { subject: 1 },
      { subject: 'x'.repeat(256) },
      { issuer: 'not a URL' },
      { name: ['Tom'] },
      { issuedAt: 'yesterday' },
      { issuedAt: undefined },
    ]) {
      const payload = { foreign: Object.keys(wrong).length > 0 ? { ...foreign, subject: '2', ...wrong } : wrong };
      expect((await identify(payload)).json()).toEqual({ identity: null });
    }
    expect((await identify({ foreign: null })).json()).toEqual({ identity: null });
    expect(await members()).toBe(before);
  });

  test('Only the gateway can check a session, and an ended one has no identity', async () => {
    const { identity } = await harness.signIn('lea');
    const session = { memberId: identity.memberId, sessionId: identity.sessionId };
    // The server has the system clock: by that, the session of the harness has not expired.
    await harness.sql(`UPDATE membership.sessions SET expires_at = now() + interval '1 day'`);
    expect((await identify({ session })).json()).toEqual({ identity });
    expect((await identify({ session }, null)).statusCode).toBe(401);
    await harness.mutate('signOut', {}, identity);
    for (const wrong of [session, { ...session, memberId: null }, {}, null, 'session_1']) {
      expect((await identify({ session: wrong })).json()).toEqual({ identity: null });
    }
  });

  test('Malformed keys are not identified', async () => {
    for (const payload of [{}, { apiKey: null }, { apiKey: ['wzk'] }, { apiKey: 'wzk_x_y' }]) {
      expect((await identify(payload)).json()).toEqual({ identity: null });
    }
    expect((await identify({ apiKey: 'x'.repeat(1_000_000) })).statusCode).toBe(413);
  });
});
