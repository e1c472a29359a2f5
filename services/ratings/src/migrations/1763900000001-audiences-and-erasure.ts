import { createCheckpoints, createErasedMembers, dropCheckpoints } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AudiencesAndErasure1763900000001 implements MigrationInterface {
  readonly name = 'AudiencesAndErasure1763900000001';

  async up(db: QueryRunner): Promise<void> {
    await createCheckpoints(db);
    await createErasedMembers(db);
    await db.query(`
      ALTER TABLE rateable_subjects
        ADD COLUMN published boolean,
        ADD COLUMN visibility text,
        ADD COLUMN author_id text COLLATE "C",
        ADD COLUMN organisation_id text COLLATE "C"`);
    await db.query('CREATE INDEX rateable_subjects_author_id_idx ON rateable_subjects (author_id)');
    await db.query('ALTER TABLE ratings ALTER COLUMN member_id DROP NOT NULL');
    await db.query('CREATE INDEX rating_votes_member_id_idx ON rating_votes (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX rating_votes_member_id_idx');
    // Fails once a member has been erased: the author of their ratings is no longer known.
    await db.query('ALTER TABLE ratings ALTER COLUMN member_id SET NOT NULL');
    await db.query(`
      ALTER TABLE rateable_subjects
        DROP COLUMN published,
        DROP COLUMN visibility,
        DROP COLUMN author_id,
        DROP COLUMN organisation_id`);
    await db.query('DROP TABLE erased_members');
    await dropCheckpoints(db);
  }
}
