import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's first choice: Argon2id with 19 MiB, two passes, one lane. Raise them here; sign-ins then raise the hashes. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
// The package's enum is a `const enum`, which compilers of single files can not read: this is its Argon2id.
const ARGON2ID = 2 as Algorithm.Argon2id;

const LONGEST_CODE_UNITS = 1024;

/** One form for what looks the same on every keyboard, as NIST SP 800-63B §5.1.1.2 wants before hashing. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

/** Hashes the whole password into a PHC string. */
export const hashPassword = (password: string): Promise<string> =>
  hash(normalisePassword(password), { ...PARAMETERS, algorithm: ARGON2ID });

/** The hash of no password, at the price of a real one: its digest is all zeros. */
const nobody = (): string => {
  const { memoryCost, timeCost, parallelism } = PARAMETERS;
  const zeros = (bytes: number) => Buffer.alloc(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${zeros(16)}$${zeros(32)}`;
};

/**
 * Whether `password` is the one that `passwordHash` was made of. For an account that does not exist (null) it does the
 * same work and answers no. What is longer than any password of ours is not hashed as it is.
 */
export const verifyPassword = async (passwordHash: string | null, password: string): Promise<boolean> => {
  const fits = password.length <= LONGEST_CODE_UNITS && password.isWellFormed();
  const right = await verify(passwordHash ?? nobody(), fits ? normalisePassword(password) : '');
  return right && fits && passwordHash !== null;
};

/** Whether `passwordHash` was made with less than the parameters of today. */
export const isOutdated = (passwordHash: string): boolean => {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(passwordHash);
  if (!found) return true;
  const [memoryCost, timeCost] = found.slice(1).map(Number);
  return (memoryCost ?? 0) < PARAMETERS.memoryCost || (timeCost ?? 0) < PARAMETERS.timeCost;
};
