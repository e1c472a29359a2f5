import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts were the words of a source, except for axes and criteria that a reviewer described, which the next import marks. */
export class Wording1763900011000 implements MigrationInterface {
  readonly name = 'Wording1763900011000';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TYPE wording AS ENUM ('SOURCE', 'REVIEWER')");
    await db.query("ALTER TABLE facts ADD wording wording NOT NULL DEFAULT 'SOURCE'");
    await db.query("ALTER TABLE ordered_items ADD wording wording NOT NULL DEFAULT 'SOURCE'");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE facts DROP wording');
    await db.query('ALTER TABLE ordered_items DROP wording');
    await db.query('DROP TYPE wording');
  }
}
