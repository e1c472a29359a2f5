import { createHash } from 'node:crypto';
import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Throttle } from './throttle.entity';

/** Something whose failed attempts are counted, and how many of them cost no waiting. */
export interface Counted {
  readonly key: string;
  readonly free: number;
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** One IPv6 customer has a whole /64: an address of its own for each attempt would be no throttle. */
const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
};

/** Counts by a hash, so that this table is no list of addresses. */
export const accountCounter = (deed: 'sign-in' | 'mail', email: string): Counted => ({
  key: `${deed} account ${hashed(email)}`,
  free: deed === 'sign-in' ? 2 : 4,
});

/** Many people may share an address: an office, a school. Without a known address nothing is counted. */
export const addressCounter = (deed: 'sign-in' | 'mail', address: string | null | undefined): Counted[] =>
  address ? [{ key: `${deed} address ${hashed(networkOf(address))}`, free: 20 }] : [];

const LONGEST_WAIT_SECONDS = 900;
const FORGOTTEN_AFTER_MS = 12 * 60 * 60 * 1000;

/**
 * Waiting grows with each failure, 1 s to 15 min, and is over at some point: nobody is locked out for good. The counts
 * stand in the database, so that all processes share them. An attempt is counted as failed *before* it is made, in one
 * statement, and taken back where it succeeds: so a thousand attempts at once do not all pass the same gate.
 */
export class ThrottleStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Null where the attempt may be made; else the seconds to wait, and the attempt does not count. */
  async attempt(counted: readonly Counted[]): Promise<number | null> {
    const now = this.clock.now();
    const keys = counted.map(({ key }) => key);
    const passed = await this.db.query<{ key: string }[]>(
      `WITH attempted AS (SELECT * FROM unnest($1::text[], $2::integer[]) AS attempt (key, free)),
        locked AS (SELECT 1 FROM throttles WHERE key = ANY ($1) AND locked_until > $3)
      INSERT INTO throttles AS throttle (key, free, failures, last_failure_at, locked_until)
      SELECT key, free, 1, $3, $3 FROM attempted WHERE NOT EXISTS (SELECT FROM locked) ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN throttle.last_failure_at < $4 THEN 1 ELSE throttle.failures + 1 END,
        last_failure_at = $3,
        locked_until = CASE
          WHEN throttle.last_failure_at < $4 OR throttle.failures < throttle.free THEN $3::timestamptz
          ELSE $3::timestamptz
            + LEAST($5, power(2, LEAST(throttle.failures - throttle.free, 20))) * interval '1 second'
        END
      WHERE throttle.locked_until <= $3
      RETURNING key`,
      [keys, counted.map(({ free }) => free), now, new Date(now.getTime() - FORGOTTEN_AFTER_MS), LONGEST_WAIT_SECONDS],
    );
    if (passed.length === counted.length) return null;
    const until = await this.db
      .createQueryBuilder(Throttle, 'throttle')
      .select('max(throttle.lockedUntil)', 'until')
      .where('throttle.key = ANY (:keys)', { keys })
      .getRawOne<{ until: Date }>();
    return Math.max(1, ((until?.until.getTime() ?? 0) - now.getTime()) / 1000);
  }

  /** The attempt was right: the account starts anew, and the address has one failure less. */
  async succeeded(account: Counted, address: readonly Counted[]): Promise<void> {
    await this.forget(account);
    const keys = address.map(({ key }) => key);
    if (keys.length === 0) return;
    await this.db.query(
      'UPDATE throttles SET failures = GREATEST(failures - 1, 0), locked_until = $2 WHERE key = ANY ($1)',
      [keys, this.clock.now()],
    );
  }

  /** Unlocks at once: whoever proved by mail who they are need not wait for what others did. */
  async forget(account: Counted): Promise<void> {
    await this.db.delete(Throttle, { key: account.key });
  }
}
