import { createHash, randomBytes } from 'node:crypto';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits in 43 characters that can stand in an address. Nobody guesses one, so a fast hash keeps it. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether `text` has the form of a secret; checked first, so that a megabyte is neither hashed nor sent on. */
export const isSecret = (text: string): boolean => SECRET.test(text);

/** SHA-256 in hexadecimal: what is stored in place of a secret. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
