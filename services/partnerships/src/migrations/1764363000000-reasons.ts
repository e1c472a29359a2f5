import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPastViews, dropPastViews } from '../time/past-views';

/** Why a version of a fact was made. */
export class Reasons1764363000000 implements MigrationInterface {
  readonly name = 'Reasons1764363000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE facts ADD reason text');
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    await db.query('ALTER TABLE facts DROP reason');
    await createPastViews(db);
  }
}
