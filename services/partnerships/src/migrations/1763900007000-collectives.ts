import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words for participants without a name of their own. */
export class Collectives1763900007000 implements MigrationInterface {
  readonly name = 'Collectives1763900007000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE participations ADD collective text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE participations DROP collective');
  }
}
