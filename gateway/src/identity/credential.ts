/** The credential of a request, parsed but not verified. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'access-token'; readonly token: string }
  | { readonly kind: 'api-key'; readonly key: string }
  | { readonly kind: 'malformed' };

/** In characters: the limit of HTTP headers, since external tokens may be long. Our own have a lower limit of their own. */
const MAX_HEADER_LENGTH = 16_384;

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const ACCESS_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const API_KEY = /^wzk_[0-9a-z]{26}_[\w-]{43}$/;

/**
 * Parses the `Authorization` headers of a request (RFC 6750 §2.1): `Bearer <access token>` or `Bearer wzk_…`. Two headers
 * are malformed, because it is ambiguous which one counts. An empty header is malformed too.
 */
export const readCredential = (headers: readonly string[] | undefined): Credential => {
  const [header, ...others] = headers ?? [];
  if (header === undefined) return { kind: 'none' };
  if (others.length > 0 || header.length > MAX_HEADER_LENGTH) return { kind: 'malformed' };
  const text = BEARER.exec(header)?.[1] ?? '';
  if (API_KEY.test(text)) return { kind: 'api-key', key: text };
  return ACCESS_TOKEN.test(text) ? { kind: 'access-token', token: text } : { kind: 'malformed' };
};
