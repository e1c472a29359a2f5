import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Counter } from './throttle-counter';
import { Throttle } from './throttle.entity';

const MAX_DELAY_SECONDS = 900;
const RETENTION_MS = 12 * 60 * 60 * 1000;

/**
 * The delay doubles with each failure, from 1 s to 15 min, so no counter is locked permanently. Counters are in the
 * database, shared by all processes.
 */
export class ThrottleStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * For what is limited whatever its outcome, such as a mail: counts and allows it in one statement, so that concurrent
   * ones cannot all pass. Returns null if it is allowed, and the seconds to wait otherwise; a refused one is not counted.
   */
  async take(counters: readonly Counter[]): Promise<number | null> {
    const counted = await this.count(counters, 'unlocked');
    return counted === counters.length ? null : ((await this.secondsLocked(counters)) ?? 1);
  }

  /** The seconds until the last of the counters is unlocked; null if none is locked. */
  async secondsLocked(counters: readonly Counter[]): Promise<number | null> {
    const now = this.clock.now();
    const locked = await this.db
      .createQueryBuilder(Throttle, 'throttle')
      .select('max(throttle.lockedUntil)', 'until')
      .where('throttle.key = ANY (:keys) AND throttle.lockedUntil > :now', {
        keys: counters.map(({ key }) => key),
        now,
      })
      .getRawOne<{ until: Date | null }>();
    return locked?.until ? Math.max(1, (locked.until.getTime() - now.getTime()) / 1000) : null;
  }

  /** Counts a failed attempt. */
  async fail(counters: readonly Counter[]): Promise<void> {
    await this.count(counters, 'all');
  }

  /** Forgets the failures of a counter: the caller has proved what they could not guess. */
  async clear(counter: Counter): Promise<void> {
    await this.db.delete(Throttle, { key: counter.key });
  }

  /** Counts on all counters, or, with `unlocked`, only if none is locked. Returns on how many it has counted. */
  private async count(counters: readonly Counter[], which: 'all' | 'unlocked'): Promise<number> {
    const now = this.clock.now();
    const keys = counters.map(({ key }) => key);
    const counted = await this.db.query<{ key: string }[]>(
      `WITH attempted AS (SELECT * FROM unnest($1::text[], $2::integer[]) AS attempt (key, free)),
        locked AS (SELECT 1 FROM throttles WHERE key = ANY ($1) AND locked_until > $3 AND $6)
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
      WHERE throttle.locked_until <= $3 OR NOT $6
      RETURNING key`,
      [
        keys,
        counters.map(({ free }) => free),
        now,
        new Date(now.getTime() - RETENTION_MS),
        MAX_DELAY_SECONDS,
        which === 'unlocked',
      ],
    );
    return counted.length;
  }
}
