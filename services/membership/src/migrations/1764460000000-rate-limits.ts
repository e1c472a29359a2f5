import { createRateBuckets } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each member has written lately. */
export class RateLimits1764460000000 implements MigrationInterface {
  readonly name = 'RateLimits1764460000000';

  up(db: QueryRunner): Promise<void> {
    return createRateBuckets(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rate_buckets');
  }
}
