import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes of the members of an organisation, in each order. */
export class ListIndexes1764210000000 implements MigrationInterface {
  readonly name = 'ListIndexes1764210000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX members_organisation_id_idx');
    for (const key of ['name_key', 'joined_at']) {
      await db.query(`CREATE INDEX members_organisation_id_${key}_id_idx ON members (organisation_id, ${key}, id)`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const key of ['name_key', 'joined_at']) await db.query(`DROP INDEX members_organisation_id_${key}_id_idx`);
    await db.query('CREATE INDEX members_organisation_id_idx ON members (organisation_id)');
  }
}
