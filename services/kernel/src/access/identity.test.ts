import { anonymous, signIdentity, type SignedRequest, verifyIdentity } from './identity';

const secret = new TextEncoder().encode('a secret that is long enough to sign with');
const otherSecret = new TextEncoder().encode('another secret that is long enough to sign');

const REQUEST: SignedRequest = { service: 'content', method: 'POST', path: '/graphql', body: '{"query":"{ posts }"}' };

describe('A signed identity', () => {
  afterEach(() => jest.useRealTimers());

  test('is verified unchanged, and matches only the request that it was signed for', async () => {
    const identity = { memberId: 'member_1', roles: ['EDITOR'], scopes: [] };
    const signed = await verifyIdentity(signIdentity(identity, REQUEST, secret), 'content', secret);
    expect(signed?.identity).toEqual(identity);
    expect(signed?.matches(REQUEST)).toBe(true);
    for (const other of [{ body: '{"query":"{ drafts }"}' }, { body: '' }, { path: '/events' }, { method: 'GET' }]) {
      expect(signed?.matches({ ...REQUEST, ...other })).toBe(false);
    }
  });

  test('is refused if it is missing, forged, unsigned or meant for another service', async () => {
    const token = signIdentity(anonymous, REQUEST, secret);
    const [, payload] = token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect(await verifyIdentity(undefined, 'content', secret)).toBeNull();
    expect(await verifyIdentity(token, 'ratings', secret)).toBeNull();
    expect(await verifyIdentity(token, 'content', otherSecret)).toBeNull();
    expect(await verifyIdentity(unsigned, 'content', secret)).toBeNull();
  });

  test('is refused after its lifetime of 30 seconds', async () => {
    jest.useFakeTimers({
      now: Date.parse('2026-01-01T00:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
    });
    const token = signIdentity(anonymous, REQUEST, secret);
    jest.setSystemTime(Date.parse('2026-01-01T00:00:29Z'));
    expect((await verifyIdentity(token, 'content', secret))?.identity).toEqual(anonymous);
    jest.setSystemTime(Date.parse('2026-01-01T00:00:31Z'));
    expect(await verifyIdentity(token, 'content', secret)).toBeNull();
  });
});
