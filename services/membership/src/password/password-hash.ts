import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { boundedText } from '@wizness/kernel';

/** OWASP's first recommendation: Argon2id with 19 MiB, two passes, one lane. Sign-ins upgrade weaker hashes to it. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
// The package exports a `const enum`, which single-file compilers cannot read. This is the value of its Argon2id.
const ARGON2ID = 2 as Algorithm.Argon2id;

const MAX_CODE_UNITS = 1024;

/**
 * Makes equal what looks the same on every keyboard, as NIST SP 800-63B §5.1.1.2 requires before hashing. Throws
 * BAD_USER_INPUT for a password that is longer than any valid one.
 */
export const normalisePassword = (password: string): string =>
  boundedText(password, MAX_CODE_UNITS, 'password').normalize('NFKC');

/** Hashes the whole password. Returns a PHC string. Throws as {@link normalisePassword}. */
export const hashPassword = (password: string): Promise<string> =>
  hash(normalisePassword(password), { ...PARAMETERS, algorithm: ARGON2ID });

/** A hash that no password matches, as expensive to verify as a real one: its digest is all zeros. */
const dummyHash = (): string => {
  const { memoryCost, timeCost, parallelism } = PARAMETERS;
  const zeros = (bytes: number) => Buffer.alloc(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${zeros(16)}$${zeros(32)}`;
};

/**
 * Whether `password` matches `passwordHash`. Pass null for an account that does not exist: it returns false after the
 * same work. A password longer than any valid one is not hashed in full.
 */
export const verifyPassword = async (passwordHash: string | null, password: string): Promise<boolean> => {
  const valid = password.length <= MAX_CODE_UNITS && password.isWellFormed();
  const matches = await verify(passwordHash ?? dummyHash(), valid ? normalisePassword(password) : '');
  return matches && valid && passwordHash !== null;
};

/** Whether `passwordHash` was made with another algorithm or weaker parameters than the current ones. */
export const isOutdated = (passwordHash: string): boolean => {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(passwordHash);
  if (!found) return true;
  const [memoryCost, timeCost] = found.slice(1).map(Number);
  return (memoryCost ?? 0) < PARAMETERS.memoryCost || (timeCost ?? 0) < PARAMETERS.timeCost;
};
