import { anonymous, signIdentity, verifyIdentity } from './identity';

const secret = new TextEncoder().encode('a secret that is long enough to sign with');
const other = new TextEncoder().encode('another secret that is long enough to sign');

describe('the signed identity', () => {
  afterEach(() => jest.useRealTimers());

  test('comes out as it went in', async () => {
    const identity = { memberId: 'member_1', roles: ['EDITOR'], scopes: [] };
    expect(await verifyIdentity(await signIdentity(identity, 'content', secret), 'content', secret)).toEqual(identity);
  });

  test('is refused when absent, forged, for another subgraph, or unsigned', async () => {
    const token = await signIdentity(anonymous, 'content', secret);
    const [, payload] = token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect(await verifyIdentity(undefined, 'content', secret)).toBeNull();
    expect(await verifyIdentity(token, 'ratings', secret)).toBeNull();
    expect(await verifyIdentity(token, 'content', other)).toBeNull();
    expect(await verifyIdentity(unsigned, 'content', secret)).toBeNull();
  });

  test('is refused when it is older than its lifetime', async () => {
    jest.useFakeTimers({
      now: Date.parse('2026-01-01T00:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
    });
    const token = await signIdentity(anonymous, 'content', secret);
    jest.setSystemTime(Date.parse('2026-01-01T00:00:29Z'));
    expect(await verifyIdentity(token, 'content', secret)).toEqual(anonymous);
    jest.setSystemTime(Date.parse('2026-01-01T00:00:31Z'));
    expect(await verifyIdentity(token, 'content', secret)).toBeNull();
  });
});
