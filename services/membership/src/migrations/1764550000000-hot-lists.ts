import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Followers are counted from an index alone, and the members of an organisation are read in the order of theirs. */
export class ExpandHotLists1764550000000 implements MigrationInterface {
  readonly name = 'ExpandHotLists1764550000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX follows_target_id_idx');
    await db.query('CREATE INDEX follows_target_id_member_id_idx ON follows (target_id, member_id)');
    // The planner shall expect what large organisations have: it would rather sort all members of one than read them in order.
    await db.query('ALTER TABLE members ALTER organisation_id SET (n_distinct = 100)');
    await db.query('ANALYZE members (organisation_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE members ALTER organisation_id RESET (n_distinct)');
    await db.query('DROP INDEX follows_target_id_member_id_idx');
    await db.query('CREATE INDEX follows_target_id_idx ON follows (target_id)');
  }
}
