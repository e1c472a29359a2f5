import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const BYTES = 32;

/** A salt begins with so many bytes that say by which key its secret is made. */
export const KEY_ID_BYTES = 8;

/**
 * Makes the secrets of webhooks. A signature needs the secret itself, so that a hash cannot be stored. The database has a random
 * salt of each endpoint, and the secret is HMAC-SHA256 of it under a key that is not in the database: neither the key nor a copy
 * of the database gives a secret away.
 */
export interface WebhookSecrets {
  newSalt(): Buffer;
  /** The secret of a salt as Standard Webhooks has it, without `whsec_`: 32 bytes in base64. */
  secretOf(salt: Buffer): string;
  /** With what the salts of this process's key begin. Empty if there is no key yet. */
  keyId(): Buffer;
}

/** The key in a file, which is created, readable by its owner only, if there is none. */
const keyIn = (file: string): string => {
  mkdirSync(dirname(file), { recursive: true });
  try {
    // Fails if the file exists, so that two processes that start together do not replace each other's key.
    writeFileSync(file, `${randomBytes(BYTES).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
};

/** `key` is the setting WEBHOOK_SECRET; null: the key is in `file`, which is read, or created, when it is first needed. */
export const createWebhookSecrets = (key: string | null, file: string): WebhookSecrets => {
  let used = key;
  const digest = (data: string | Buffer) =>
    createHmac('sha256', (used ??= keyIn(file)))
      .update(data)
      .digest();
  const keyId = () => digest('the key of webhooks').subarray(0, KEY_ID_BYTES);
  return {
    newSalt: () => Buffer.concat([keyId(), randomBytes(BYTES)]),
    secretOf: (salt) => digest(salt).toString('base64'),
    keyId: () => (used !== null || existsSync(file) ? keyId() : Buffer.alloc(0)),
  };
};
