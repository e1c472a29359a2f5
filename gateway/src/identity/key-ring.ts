import { type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from 'jose';

/** Membership publishes a key a day before it signs with it: this is early enough to know it. */
const KEPT_MS = 5 * 60 * 1000;
/** However many tokens with invented `kid`s come, whoever publishes the keys is asked no more often than this. */
export const ASKED_EVERY_MS = 3000;

/** The public keys of access tokens, kept for a while. */
export interface KeyRing {
  /** The set as the gateway publishes it. Rejects where there is none yet and it can not be had. */
  published(): Promise<JSONWebKeySet>;
  /** The key of that `kid`; null where there is none. Rejects as `published` does. */
  find(kid: string): Promise<CryptoKey | null>;
}

interface Held {
  readonly jwks: JSONWebKeySet;
  readonly keys: ReadonlyMap<string, CryptoKey>;
  readonly since: number;
}

/** Only the public members, whatever else came: this goes to everybody. Null for a key that signs no access tokens. */
const publicHalf = ({ kty, crv, x, kid }: JWK): (JWK & { kid: string }) | null =>
  kty === 'OKP' && crv === 'Ed25519' && x && kid ? { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } : null;

const hold = async ({ keys: offered }: JSONWebKeySet, since: number): Promise<Held> => {
  const jwks = offered.map(publicHalf).filter((key) => key !== null);
  const keys = new Map<string, CryptoKey>();
  for (const jwk of jwks) keys.set(jwk.kid, (await importJWK(jwk, 'EdDSA')) as CryptoKey);
  return { jwks: { keys: jwks }, keys, since };
};

/**
 * Keeps what `fetchKeys` answers for five minutes, asks again for an unknown `kid`, and goes on with what it has where
 * there is no answer. `now` is in milliseconds.
 */
export const createKeyRing = (fetchKeys: () => Promise<JSONWebKeySet>, now: () => number): KeyRing => {
  let held: Held | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<Held> | undefined;

  const ask = async (): Promise<Held> => {
    askedAt = now();
    held = await hold(await fetchKeys(), now());
    return held;
  };
  const askOnce = (): Promise<Held> => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const refreshed = async (known: Held): Promise<Held> => {
    if (underWay === undefined && now() - askedAt < ASKED_EVERY_MS) return known;
    return askOnce().catch(() => known);
  };
  const current = async (): Promise<Held> => {
    if (!held) return askOnce();
    return now() - held.since < KEPT_MS ? held : refreshed(held);
  };
  return {
    published: async () => (await current()).jwks,
    find: async (kid) => {
      const known = await current();
      return known.keys.get(kid) ?? (await refreshed(known)).keys.get(kid) ?? null;
    },
  };
};
