import { LOCK_NOT_AVAILABLE } from '../errors/database-fault';

/** The fields of an error of `pg` that say which lock was waited for. */
interface LockTimeout {
  readonly code?: unknown;
  /** Where the name of a locked table is in the statement, from 1, in characters. Undefined for another lock. */
  readonly position?: string;
}

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** A lock that another transaction holds for longer than lock_timeout. */
interface HeldLock {
  needs(statement: Statement): boolean;
  /** Whether a statement waits for it at present. */
  isTried: boolean;
  /** When a statement last waited for it in vain, in milliseconds of `performance.now`. */
  seenAt: number;
}

/** One connection in four may wait for locks that are known to be held. */
const WAITING_SHARE = 0.25;

const MAX_LOCKS = 100;

/** In milliseconds. A lock that nobody has tried for this long may be free. */
const FORGET_MS = 10_000;

/** The statement was not sent, because it would only wait for a lock on which another statement waits already. */
const refusal = (): Error =>
  Object.assign(new Error('not sent: a lock that this statement needs is held by another transaction'), {
    code: LOCK_NOT_AVAILABLE,
  });

const nameAt = (text: string, position: string): string =>
  /^(?:"?\w+"?\.)?"?(\w+)/.exec([...text].slice(Number(position) - 1).join(''))?.[1] ?? '';

const mentions = (table: string): RegExp =>
  new RegExp(`(?:\\b(?:from|join|into|update|table|using|only)|,)\\s+(?:"?\\w+"?\\.)?"?${table}\\b`, 'i');

const valuesOf = ({ parameters }: Statement): string =>
  JSON.stringify(parameters, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** A key of the lock that `statement` did not get, and a function that tells which other statements need it. */
const lockOf = (statement: Statement, { position }: LockTimeout): readonly [key: string, needs: HeldLock['needs']] => {
  const { text } = statement;
  if (position !== undefined) {
    const table = nameAt(text, position);
    const pattern = mentions(table);
    return [`table ${table}`, (other) => pattern.test(other.text)];
  }
  // A row or an advisory lock: other values select another one.
  const values = valuesOf(statement);
  return [`${text} ${values}`, (other) => other.text === text && valuesOf(other) === values];
};

/**
 * Keeps statements that wait for a lock from occupying all connections of a pool. After a statement has waited for
 * lock_timeout, one statement at a time waits for that lock, and the others that need it fail at once; as soon as one gets
 * the lock, all are sent again. Other statements are not affected.
 */
export const createLockGuard = (poolSize: number) => {
  const held = new Map<string, HeldLock>();
  const maxWaiting = Math.max(1, Math.floor(poolSize * WAITING_SHARE));
  let waiting = 0;

  const remember = (statement: Statement, error: LockTimeout): void => {
    const seenAt = performance.now();
    const [key, needs] = lockOf(statement, error);
    const known = held.get(key);
    if (known) known.seenAt = seenAt;
    else if (held.size < MAX_LOCKS) held.set(key, { needs, isTried: false, seenAt });
  };
  const send = async <Result>(statement: Statement, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if ((error as LockTimeout).code === LOCK_NOT_AVAILABLE) remember(statement, error as LockTimeout);
      throw error;
    }
  };
  const neededBy = (statement: Statement) => {
    for (const [key, { seenAt, isTried }] of held) {
      if (!isTried && performance.now() - seenAt > FORGET_MS) held.delete(key);
    }
    return [...held].filter(([, lock]) => lock.needs(statement));
  };

  /** Runs `work`, which sends `statement`, or rejects with lock_not_available. */
  return async <Result>(statement: Statement, work: () => Promise<Result>): Promise<Result> => {
    // Nearly always.
    if (held.size === 0) return send(statement, work);
    const needed = neededBy(statement);
    if (needed.length === 0) return send(statement, work);
    if (waiting >= maxWaiting || needed.some(([, lock]) => lock.isTried)) throw refusal();
    waiting += 1;
    for (const [, lock] of needed) lock.isTried = true;
    try {
      const result = await send(statement, work);
      for (const [key] of needed) held.delete(key);
      return result;
    } finally {
      waiting -= 1;
      for (const [, lock] of needed) lock.isTried = false;
    }
  };
};

export type LockGuard = ReturnType<typeof createLockGuard>;
