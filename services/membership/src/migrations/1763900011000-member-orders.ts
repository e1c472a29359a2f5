import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes of the orders in which members are listed. */
export class MemberOrders1763900011000 implements MigrationInterface {
  readonly name = 'MemberOrders1763900011000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX members_name_key_id_idx ON members (name_key, id)');
    await db.query('CREATE INDEX members_joined_at_id_idx ON members (joined_at, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX members_joined_at_id_idx, members_name_key_id_idx');
  }
}
