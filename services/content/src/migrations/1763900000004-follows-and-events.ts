import { createCheckpoints, createErasedMembers, createEventLog, dropCheckpoints, dropEventLog } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds events for posts and topics that are older than the log, so that other services learn of them. */
const BACKFILL_EVENTS = `
  INSERT INTO events (position, type, subject, payload, occurred_at)
  SELECT row_number() OVER (ORDER BY at, subject), type, subject, payload, at
  FROM (
    SELECT
      CASE status
        WHEN 'PUBLISHED' THEN 'PostPublished'
        WHEN 'UNPUBLISHED' THEN 'PostUnpublished'
        WHEN 'REMOVED' THEN 'PostRemoved'
        ELSE 'PostDrafted'
      END AS type,
      id AS subject,
      jsonb_build_object(
        'kind', kind, 'revision', revision, 'published', status = 'PUBLISHED', 'visibility', visibility,
        'authorId', author_id, 'organisationId', written_for_id
      ) AS payload,
      updated_at AS at
    FROM posts
    UNION ALL
    SELECT 'TopicDefined', id, '{}', now() FROM topics
  ) backfilled`;

export class FollowsAndEvents1763900000004 implements MigrationInterface {
  readonly name = 'FollowsAndEvents1763900000004';

  async up(db: QueryRunner): Promise<void> {
    await createEventLog(db);
    await db.query(BACKFILL_EVENTS);
    await createCheckpoints(db);
    await createErasedMembers(db);
    await db.query(`
      CREATE TABLE follows (
        member_id text COLLATE "C" NOT NULL,
        target_id text COLLATE "C" NOT NULL,
        PRIMARY KEY (member_id, target_id)
      )`);
    await db.query('CREATE INDEX follows_target_id_idx ON follows (target_id)');
    // For the erasure of a member.
    await db.query('CREATE INDEX comments_author_id_idx ON comments (author_id)');
    await db.query('CREATE INDEX post_revisions_editor_id_idx ON post_revisions (editor_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX post_revisions_editor_id_idx, comments_author_id_idx');
    await db.query('DROP TABLE follows, erased_members');
    await dropCheckpoints(db);
    await dropEventLog(db);
  }
}
