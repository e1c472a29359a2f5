import { createJobs, dropJobs } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name is recorded in migrated databases. Never rename it. */
export class Jobs1763900010000 implements MigrationInterface {
  readonly name = 'Jobs1763900010000';

  up(db: QueryRunner): Promise<void> {
    return createJobs(db);
  }

  down(db: QueryRunner): Promise<void> {
    return dropJobs(db);
  }
}
