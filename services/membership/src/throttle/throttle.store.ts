import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Counter } from './throttle-counter';
import { Throttle } from './throttle.entity';

const MAX_DELAY_SECONDS = 900;
const RETENTION_MS = 12 * 60 * 60 * 1000;

/**
 * The delay doubles with each failure, from 1 s to 15 min, so no account is locked permanently. Counters are in the
 * database, shared by all processes. An attempt is counted as a failure *before* it is made, in one statement, and the
 * count is taken back on success: otherwise a thousand concurrent attempts would all pass.
 */
export class ThrottleStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Returns null if the attempt is allowed, and the seconds to wait otherwise; a refused attempt is not counted. */
  async attempt(counters: readonly Counter[]): Promise<number | null> {
    const now = this.clock.now();
    const keys = counters.map(({ key }) => key);
    const allowed = await this.db.query<{ key: string }[]>(
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
      [keys, counters.map(({ free }) => free), now, new Date(now.getTime() - RETENTION_MS), MAX_DELAY_SECONDS],
    );
    if (allowed.length === counters.length) return null;
    const until = await this.db
      .createQueryBuilder(Throttle, 'throttle')
      .select('max(throttle.lockedUntil)', 'until')
      .where('throttle.key = ANY (:keys)', { keys })
      .getRawOne<{ until: Date }>();
    return Math.max(1, ((until?.until.getTime() ?? 0) - now.getTime()) / 1000);
  }

  /** Takes a successful attempt back: clears the account, and removes one failure from the client address. */
  async succeeded(account: Counter, client: readonly Counter[]): Promise<void> {
    await this.clear(account);
    const keys = client.map(({ key }) => key);
    if (keys.length === 0) return;
    await this.db.query(
      'UPDATE throttles SET failures = GREATEST(failures - 1, 0), locked_until = $2 WHERE key = ANY ($1)',
      [keys, this.clock.now()],
    );
  }

  /** Allows the next attempt at once: a member who has proved ownership of the address must not wait for others' failures. */
  async clear(account: Counter): Promise<void> {
    await this.db.delete(Throttle, { key: account.key });
  }
}
