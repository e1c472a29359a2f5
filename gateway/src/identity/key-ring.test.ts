import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { createKeyRing } from './key-ring';

const publicJwk = async (key: CryptoKey, kid: string): Promise<JWK> => ({ ...(await exportJWK(key)), kid });
const newPair = () => generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

let published: JWK[];

beforeAll(async () => {
  const [ours, older] = [await newPair(), await newPair()];
  published = [await publicJwk(ours.publicKey, 'ours'), await publicJwk(older.publicKey, 'older')];
});

describe('the ring of keys', () => {
  const ringAt = () => {
    const state = { now: 0, asked: 0, fails: false };
    const ring = createKeyRing(
      async () => {
        state.asked += 1;
        if (state.fails) throw new Error('membership is down');
        return { keys: published };
      },
      () => state.now,
    );
    return { state, ring };
  };

  test('is asked for once, however many want it, and again after five minutes', async () => {
    const { state, ring } = ringAt();
    await Promise.all([ring.find('ours'), ring.find('older'), ring.published()]);
    expect(state.asked).toBe(1);
    state.now = 299_000;
    await ring.find('ours');
    expect(state.asked).toBe(1);
    state.now = 300_000;
    await ring.find('ours');
    expect(state.asked).toBe(2);
  });

  test('is asked for again for an unknown kid, but once in three seconds', async () => {
    const { state, ring } = ringAt();
    await ring.published();
    for (const kid of ['a', 'b', 'c']) expect(await ring.find(kid)).toBeNull();
    expect(state.asked).toBe(1);
    state.now = 3000;
    await Promise.all(['d', 'e', 'f'].map((kid) => ring.find(kid)));
    expect(state.asked).toBe(2);
  });

  test('knows a new key as soon as it may ask', async () => {
    const { state, ring } = ringAt();
    await ring.published();
    const { publicKey } = await newPair();
    published.push(await publicJwk(publicKey, 'new'));
    state.now = 3000;
    expect(await ring.find('new')).not.toBeNull();
    published.pop();
  });

  test('goes on with what it has while nobody answers, and rejects where it has nothing', async () => {
    const { state, ring } = ringAt();
    await ring.published();
    Object.assign(state, { fails: true, now: 10_000_000 });
    expect(await ring.find('ours')).not.toBeNull();
    const { state: second, ring: empty } = ringAt();
    second.fails = true;
    await expect(empty.find('ours')).rejects.toThrow('membership is down');
    second.fails = false;
    expect(await empty.find('ours')).not.toBeNull();
  });

  test('publishes no private part, and no key of another kind', async () => {
    const secret = await publicJwk((await newPair()).privateKey, 'careless');
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = [secret, await publicJwk(publicKey, 'curve')];
    const ring = createKeyRing(
      async () => ({ keys }),
      () => 0,
    );
    const { kty, crv, x } = secret;
    expect(await ring.published()).toEqual({ keys: [{ kty, crv, x, kid: 'careless', alg: 'EdDSA', use: 'sig' }] });
    expect(await ring.find('curve')).toBeNull();
  });
});
