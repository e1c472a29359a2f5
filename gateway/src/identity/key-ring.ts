import { type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from 'jose';

/** Membership publishes a key one day before it signs with it, so five minutes are short enough. */
const MAX_AGE_MS = 5 * 60 * 1000;
/** Minimum time between two requests for keys, however many tokens with unknown `kid`s arrive. */
export const MIN_REFRESH_INTERVAL_MS = 3000;

/** The public keys of access tokens, cached. */
export interface KeyRing {
  /** The key set as the gateway publishes it. Rejects if no key set is cached and none can be fetched. */
  published(): Promise<JSONWebKeySet>;
  /** The key with that `kid`; null if there is none. Rejects as `published` does. */
  find(kid: string): Promise<CryptoKey | null>;
}

interface CachedKeys {
  readonly jwks: JSONWebKeySet;
  readonly keys: ReadonlyMap<string, CryptoKey>;
  /** In milliseconds. */
  readonly fetchedAt: number;
}

/** Only the public members of a key, because the result is published. Null for a key that signs no access tokens. */
const toPublicKey = ({ kty, crv, x, kid }: JWK): (JWK & { kid: string }) | null =>
  kty === 'OKP' && crv === 'Ed25519' && x && kid ? { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } : null;

const importKeys = async ({ keys: fetched }: JSONWebKeySet, fetchedAt: number): Promise<CachedKeys> => {
  const jwks = fetched.map(toPublicKey).filter((key) => key !== null);
  const keys = new Map<string, CryptoKey>();
  for (const jwk of jwks) keys.set(jwk.kid, (await importJWK(jwk, 'EdDSA')) as CryptoKey);
  return { jwks: { keys: jwks }, keys, fetchedAt };
};

/**
 * Caches the result of `fetchKeys` for five minutes, fetches again for an unknown `kid`, and continues with the cached
 * keys while fetching fails. `now` returns milliseconds, by default of a clock that is never set back: a clock of the day that
 * is would let no new key be found until it has caught up.
 */
export const createKeyRing = (
  fetchKeys: () => Promise<JSONWebKeySet>,
  now: () => number = () => performance.now(),
): KeyRing => {
  let cached: CachedKeys | undefined;
  let lastAttemptAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<CachedKeys> | undefined;

  const fetchNow = async (): Promise<CachedKeys> => {
    lastAttemptAt = now();
    cached = await importKeys(await fetchKeys(), now());
    return cached;
  };
  const fetchOnce = (): Promise<CachedKeys> => {
    pending ??= fetchNow().finally(() => {
      pending = undefined;
    });
    return pending;
  };
  const refresh = async (fallback: CachedKeys): Promise<CachedKeys> => {
    if (pending === undefined && now() - lastAttemptAt < MIN_REFRESH_INTERVAL_MS) return fallback;
    return fetchOnce().catch(() => fallback);
  };
  const current = async (): Promise<CachedKeys> => {
    if (!cached) return fetchOnce();
    return now() - cached.fetchedAt < MAX_AGE_MS ? cached : refresh(cached);
  };
  return {
    published: async () => (await current()).jwks,
    find: async (kid) => {
      const known = await current();
      return known.keys.get(kid) ?? (await refresh(known)).keys.get(kid) ?? null;
    },
  };
};
