import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values that may be added over subjects need not be added over periods: 9 platforms in 2012 and 19 in 2015 are not 28. */
export class Accumulates1764120010000 implements MigrationInterface {
  readonly name = 'Accumulates1764120010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE fact_properties ADD accumulates boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE fact_properties DROP accumulates');
  }
}
