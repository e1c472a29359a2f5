import { createHash } from 'node:crypto';
import type { EntityManager, QueryRunner } from 'typeorm';
import { UserError, UserErrorCode } from '../errors/user-error';
import { canonicalJson } from '../values/canonical-json';
import { unstorablePart } from '../values/storable-text';

/** How long a key protects against a second creation. */
const HOURS = 24;
/** In UTF-16 code units. */
const MAX_LENGTH = 200;

/** Creates the table of `IdempotencyKey`. For the migration of a service whose creations take a key. */
export const createIdempotencyKeys = async (db: QueryRunner): Promise<void> => {
  await db.query(`
    CREATE TABLE idempotency_keys (
      member_id text COLLATE "C" NOT NULL,
      mutation text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      input_sha256 text NOT NULL,
      result_id text COLLATE "C",
      created_at timestamptz NOT NULL,
      PRIMARY KEY (member_id, mutation, key)
    )`);
  await db.query('CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at)');
};

export const dropIdempotencyKeys = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE idempotency_keys');
};

/** A creation as the member asks for it. */
export interface Creation {
  readonly memberId: string;
  /** Name of the mutation: members may use one key for several mutations. */
  readonly mutation: string;
  /** Null or undefined: the creation is not protected. */
  readonly key: string | null | undefined;
  /** The input. A property `idempotencyKey` of it is ignored. */
  readonly input: object;
}

/** The id of what was created, now or by an earlier call with the same key and input, or why nothing was. */
export type Created =
  | { readonly id: string; readonly userErrors: readonly [] }
  | { readonly id: null; readonly userErrors: readonly UserError[] };

/** For the `userErrors` of a creation that is refused. */
export const notCreated = (...userErrors: readonly UserError[]): Created => ({ id: null, userErrors });

export const created = (id: string): Created => ({ id, userErrors: [] });

const FIELD = ['idempotencyKey'];

const keyError = (key: string): UserError | null => {
  if (key.trim() === '') {
    return new UserError(UserErrorCode.REQUIRED, 'Give a key with at least one character, or none at all.', FIELD);
  }
  if (key.length > MAX_LENGTH) {
    return new UserError(UserErrorCode.TOO_LONG, `A key has at most ${MAX_LENGTH} characters.`, FIELD);
  }
  const part = unstorablePart(key);
  return part === null ? null : new UserError(UserErrorCode.INVALID, `The key contains ${part}: remove it.`, FIELD);
};

const digestOf = (input: object): string =>
  createHash('sha256')
    .update(canonicalJson({ ...input, idempotencyKey: null }))
    .digest('hex');

// Waits for a transaction with the same key. A key whose time is over is taken again.
const CLAIM = `
  INSERT INTO idempotency_keys AS known (member_id, mutation, key, input_sha256, created_at)
  VALUES ($1, $2, $3, $4, now())
  ON CONFLICT (member_id, mutation, key) DO UPDATE
    SET input_sha256 = excluded.input_sha256, result_id = NULL, created_at = now()
    WHERE known.created_at < now() - interval '${HOURS} hours'
  RETURNING 1`;
const FIND =
  'SELECT input_sha256 AS digest, result_id AS "resultId" FROM idempotency_keys WHERE member_id = $1 AND mutation = $2 AND key = $3';
const COMPLETE = 'UPDATE idempotency_keys SET result_id = $4 WHERE member_id = $1 AND mutation = $2 AND key = $3';
const RELEASE = 'DELETE FROM idempotency_keys WHERE member_id = $1 AND mutation = $2 AND key = $3';

/**
 * Calls `create` once for a key and input within 24 hours, whatever the number of requests and processes: a repeated call
 * returns the id of the first one, and waits for it if it is still running. A creation that is refused does not use up its
 * key. User errors: CONFLICT if the key was used with another input, REQUIRED, TOO_LONG or INVALID for a wrong key. Call it
 * in the transaction of the creation, after `lockMember`.
 */
export const createOnce = async (
  tx: EntityManager,
  { memberId, mutation, key, input }: Creation,
  create: () => Promise<Created>,
): Promise<Created> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('Claim a key in the transaction that creates.');
  if (key == null) return create();
  const error = keyError(key);
  if (error) return notCreated(error);
  const parameters = [memberId, mutation, key];
  const digest = digestOf(input);
  const claimed = await tx.query<unknown[]>(CLAIM, [...parameters, digest]);
  if (claimed.length === 0) {
    const [known] = await tx.query<{ digest: string; resultId: string | null }[]>(FIND, parameters);
    if (known?.digest === digest && known.resultId !== null) return created(known.resultId);
    const message = `The key "${key}" was used with another input in the last ${HOURS} hours: use a new key.`;
    return notCreated(new UserError(UserErrorCode.CONFLICT, message, FIELD));
  }
  const result = await create();
  if (result.id === null) await tx.query(RELEASE, parameters);
  else await tx.query(COMPLETE, [...parameters, result.id]);
  return result;
};
