import { createHash } from 'node:crypto';

/** A strong entity tag (RFC 9110 §8.8.3) of the bytes of a response before compression. */
export const entityTagOf = (body: string | Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/**
 * Whether the value of an `If-None-Match` header contains a tag, compared weakly (RFC 9110 §13.1.2): a proxy that compresses a
 * response makes its tag weak. `*` is not read: no response here exists for its URL alone.
 */
export const isKnownTag = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((each) => opaque(each) === opaque(tag)) ?? false;
