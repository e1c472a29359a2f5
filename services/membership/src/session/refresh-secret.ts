import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { isSecret, newSecret } from '../account/secret';

/**
 * Two tabs present one refresh token at once, and both must get the same successor; yet the database may hold no token
 * that somebody who reads it could use. So the successor is random, and kept sealed (AES-256-GCM) under a key made of
 * the token that was presented (HKDF, RFC 5869), of which the database holds only the hash. Only who presents the old
 * token can open it, only the server does, and only for ten seconds. A successor *derived* from the old token would
 * let whoever finds an old token compute all that follow.
 */
const sealingKey = (presented: string): Buffer =>
  Buffer.from(hkdfSync('sha256', presented, '', 'wizness refresh token successor', 32));

const PREFIX = 'wzr_';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const newRefreshToken = (): string => PREFIX + newSecret();

export const isRefreshToken = (text: string): boolean => text.startsWith(PREFIX) && isSecret(text.slice(PREFIX.length));

/** Seals `successor` so that only who has `presented` can open it. */
export const sealSuccessor = (successor: string, presented: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(presented), nonce);
  const sealed = [nonce, cipher.update(successor, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64url');
};

/** Opens what {@link sealSuccessor} sealed. Throws where `presented` is another token, or the seal is damaged. */
export const openSuccessor = (sealed: string, presented: string): string => {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(presented), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
};
