import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { createKeyRing } from './key-ring';

const publicJwk = async (key: CryptoKey, kid: string): Promise<JWK> => ({ ...(await exportJWK(key)), kid });
const newPair = () => generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

let published: JWK[];

beforeAll(async () => {
  const [current, older] = [await newPair(), await newPair()];
  published = [await publicJwk(current.publicKey, 'current'), await publicJwk(older.publicKey, 'older')];
});

describe('The key ring', () => {
  const createRing = () => {
    const state = { now: 0, fetches: 0, fails: false };
    const ring = createKeyRing(
      async () => {
        state.fetches += 1;
        if (state.fails) throw new Error('membership is down');
        return { keys: published };
      },
      () => state.now,
    );
    return { state, ring };
  };

  test('fetches the keys once for concurrent callers, and again after five minutes', async () => {
    const { state, ring } = createRing();
    await Promise.all([ring.find('current'), ring.find('older'), ring.published()]);
    expect(state.fetches).toBe(1);
    state.now = 299_000;
    await ring.find('current');
    expect(state.fetches).toBe(1);
    state.now = 300_000;
    await ring.find('current');
    expect(state.fetches).toBe(2);
  });

  test('fetches the keys again for an unknown kid, at most once in three seconds', async () => {
    const { state, ring } = createRing();
    await ring.published();
    for (const kid of ['a', 'b', 'c']) expect(await ring.find(kid)).toBeNull();
    expect(state.fetches).toBe(1);
    state.now = 3000;
    await Promise.all(['d', 'e', 'f'].map((kid) => ring.find(kid)));
    expect(state.fetches).toBe(2);
  });

  test('finds a new key after the refresh interval', async () => {
    const { state, ring } = createRing();
    await ring.published();
    const { publicKey } = await newPair();
    published.push(await publicJwk(publicKey, 'new'));
    state.now = 3000;
    expect(await ring.find('new')).not.toBeNull();
    published.pop();
  });

  test('uses the cached keys while fetching fails, and rejects if none are cached', async () => {
    const { state, ring } = createRing();
    await ring.published();
    Object.assign(state, { fails: true, now: 10_000_000 });
    expect(await ring.find('current')).not.toBeNull();
    const { state: emptyState, ring: emptyRing } = createRing();
    emptyState.fails = true;
    await expect(emptyRing.find('current')).rejects.toThrow('membership is down');
    emptyState.fails = false;
    expect(await emptyRing.find('current')).not.toBeNull();
  });

  test('publishes no private members, and no keys of other types', async () => {
    const privateKey = await publicJwk((await newPair()).privateKey, 'private');
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = [privateKey, await publicJwk(publicKey, 'curve')];
    const ring = createKeyRing(
      async () => ({ keys }),
      () => 0,
    );
    const { kty, crv, x } = privateKey;
    expect(await ring.published()).toEqual({ keys: [{ kty, crv, x, kid: 'private', alg: 'EdDSA', use: 'sig' }] });
    expect(await ring.find('curve')).toBeNull();
  });
});
