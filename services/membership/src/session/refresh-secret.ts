import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { isSecret, newSecret } from '../account/secret';

/**
 * Two tabs may present the same refresh token at once, and both must get the same successor; yet nothing stored in the
 * database may be usable as a token. So the successor is random, and stored encrypted (AES-256-GCM) with a key derived
 * from the presented token (HKDF, RFC 5869), of which the database holds only the hash. It can be decrypted only by the
 * server, only while the old token is presented, and only for ten seconds. Deriving the successor itself from the old
 * token would let anyone who finds an old token compute all later ones.
 */
const encryptionKey = (presented: string): Buffer =>
  Buffer.from(hkdfSync('sha256', presented, '', 'wizness refresh token successor', 32));

const PREFIX = 'wzr_';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const newRefreshToken = (): string => PREFIX + newSecret();

export const isRefreshToken = (text: string): boolean => text.startsWith(PREFIX) && isSecret(text.slice(PREFIX.length));

/** Encrypts `successor` so that it can be decrypted only with `presented`. Returns base64url. */
export const encryptSuccessor = (successor: string, presented: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(presented), nonce);
  const encrypted = [nonce, cipher.update(successor, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(encrypted).toString('base64url');
};

/** Decrypts the result of {@link encryptSuccessor}. Throws for another `presented` token or damaged data. */
export const decryptSuccessor = (encrypted: string, presented: string): string => {
  const bytes = Buffer.from(encrypted, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', encryptionKey(presented), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
};
