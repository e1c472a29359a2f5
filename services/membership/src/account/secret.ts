import { createHash, randomBytes } from 'node:crypto';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits in 43 URL-safe characters. It cannot be guessed, so a fast hash is enough for storing it. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether `text` has the form of a secret. Check it first, so that oversized input is neither hashed nor queried. */
export const isSecret = (text: string): boolean => SECRET.test(text);

/** SHA-256 in hexadecimal, stored in place of the secret. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
