import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The status of a post becomes two columns: what its author did with it, and what moderators did. A moderator can lift a measure
 * without knowing what was before, and an author cannot publish a way around one.
 */
export class PostStates1764100000000 implements MigrationInterface {
  readonly name = 'PostStates1764100000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TYPE post_state AS ENUM ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'UNPUBLISHED', 'DELETED')`);
    await db.query(`CREATE TYPE moderation_status AS ENUM ('VISIBLE', 'PENDING', 'HIDDEN', 'REMOVED')`);
    await db.query('ALTER TABLE posts RENAME status TO state');
    await db.query(`
      ALTER TABLE posts
        ALTER state TYPE post_state USING
          (CASE state WHEN 'REMOVED' THEN 'DELETED' ELSE state::text END)::post_state,
        ADD moderation moderation_status NOT NULL DEFAULT 'VISIBLE',
        ADD scheduled_for timestamptz,
        ADD published_revision integer`);
    await db.query('UPDATE posts SET published_revision = 1 WHERE published_at IS NOT NULL');
    await db.query('DROP TYPE post_status');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TYPE post_status AS ENUM ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'UNPUBLISHED', 'REMOVED')`);
    await db.query(`
      ALTER TABLE posts
        ALTER state TYPE post_status USING
          (CASE state WHEN 'DELETED' THEN 'REMOVED' ELSE state::text END)::post_status,
        DROP moderation, DROP scheduled_for, DROP published_revision`);
    await db.query('ALTER TABLE posts RENAME state TO status');
    await db.query('DROP TYPE moderation_status, post_state');
  }
}
