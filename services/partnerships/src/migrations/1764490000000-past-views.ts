import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPastViews } from '../time/past-views';

/** Views of the past that read the moment of the reader once for each statement. */
export class PastViews1764490000000 implements MigrationInterface {
  readonly name = 'PastViews1764490000000';

  async up(db: QueryRunner): Promise<void> {
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await createPastViews(db);
  }
}
