/** What a client showed, before anybody looks whether it is good. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'access-token'; readonly token: string }
  | { readonly kind: 'api-key'; readonly key: string }
  | { readonly kind: 'malformed' };

/** As much as HTTP lets through at all: the tokens of others are long. Ours are not, and their verifier knows it. */
const LONGEST = 16_384;

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const ACCESS_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const API_KEY = /^wzk_[0-9a-z]{26}_[\w-]{43}$/;

/**
 * Reads the `Authorization` headers of a request (RFC 6750 §2.1): `Bearer <access token>` or `Bearer wzk_…`. Two of
 * them are malformed, since nobody can say which one is meant; so is an empty one.
 */
export const readCredential = (headers: readonly string[] | undefined): Credential => {
  const [header, ...others] = headers ?? [];
  if (header === undefined) return { kind: 'none' };
  if (others.length > 0 || header.length > LONGEST) return { kind: 'malformed' };
  const text = BEARER.exec(header)?.[1] ?? '';
  if (API_KEY.test(text)) return { kind: 'api-key', key: text };
  return ACCESS_TOKEN.test(text) ? { kind: 'access-token', token: text } : { kind: 'malformed' };
};
