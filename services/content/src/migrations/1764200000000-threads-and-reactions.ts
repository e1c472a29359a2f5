import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ThreadsAndReactions1764200000000 implements MigrationInterface {
  readonly name = 'ThreadsAndReactions1764200000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE comments RENAME removed TO deleted');
    await db.query(`
      ALTER TABLE comments
        ADD moderation moderation_status NOT NULL DEFAULT 'VISIBLE',
        ADD descendant_count integer NOT NULL DEFAULT 0,
        ADD reactor_count integer NOT NULL DEFAULT 0`);
    await db.query(`
      WITH RECURSIVE above (id) AS (
        SELECT parent_id FROM comments WHERE NOT deleted AND parent_id IS NOT NULL
        UNION ALL
        SELECT comments.parent_id FROM above JOIN comments ON comments.id = above.id WHERE comments.parent_id IS NOT NULL
      )
      UPDATE comments SET descendant_count = counted.number
      FROM (SELECT id, count(*) AS number FROM above GROUP BY id) AS counted WHERE counted.id = comments.id`);
    await db.query(
      'CREATE INDEX comments_post_id_reactor_count_created_at_id_idx ON comments (post_id, reactor_count, created_at, id)',
    );
    await db.query(`CREATE TYPE reaction_kind AS ENUM ('LIKE', 'THANKS', 'INSIGHTFUL', 'SUPPORT')`);
    await db.query(`
      CREATE TABLE reactions (
        target_id text COLLATE "C" NOT NULL,
        kind reaction_kind NOT NULL,
        member_id text COLLATE "C" NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (target_id, kind, member_id)
      )`);
    await db.query('CREATE INDEX reactions_member_id_idx ON reactions (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reactions');
    await db.query('DROP TYPE reaction_kind');
    await db.query('ALTER TABLE comments DROP moderation, DROP descendant_count, DROP reactor_count');
    await db.query('ALTER TABLE comments RENAME deleted TO removed');
  }
}
