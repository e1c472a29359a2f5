import { createHash, hash } from 'node:crypto';

/** The length of a block of SHA-256, and of its result, in bytes. */
const BLOCK = 64;
const DIGEST = 32;

/** The two blocks that a key begins with (RFC 2104). The rest of each buffer is written for each text. */
interface Key {
  inner: Buffer;
  readonly outer: Buffer;
}

const keys = new WeakMap<Uint8Array, Key>();

const keyOf = (secret: Uint8Array): Key => {
  const known = keys.get(secret);
  if (known) return known;
  const bytes = secret.length > BLOCK ? createHash('sha256').update(secret).digest() : secret;
  const inner = Buffer.alloc(BLOCK, 0x36);
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);
  for (const [index, byte] of bytes.entries()) {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  const key = { inner, outer };
  keys.set(secret, key);
  return key;
};

/**
 * The HMAC-SHA-256 of a text in ASCII, in base64url. Twice as fast as `createHmac`, which makes an object for each text: every fetch of
 * the gateway is signed. `secret` must not change.
 */
export const hmacOf = (secret: Uint8Array, text: string): string => {
  const key = keyOf(secret);
  const length = BLOCK + text.length;
  if (key.inner.length < length) key.inner = Buffer.concat([key.inner, Buffer.alloc(2 * text.length)]);
  key.inner.write(text, BLOCK, 'latin1');
  key.outer.write(hash('sha256', key.inner.subarray(0, length), 'binary'), BLOCK, 'latin1');
  return hash('sha256', key.outer, 'base64url');
};
