import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEYS = '(COALESCE(published_at, updated_at)), id';

/** All that the lists and counts of posts compare, and the columns of the expression, which an index-only scan needs too. */
const READ = 'kind, state, moderation, visibility, published_at, updated_at';

/** Posts of an author, and those written for an organisation, are listed and counted from the index alone. */
export class AuthorLists1764440000000 implements MigrationInterface {
  readonly name = 'AuthorLists1764440000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX posts_by_author_idx, posts_written_for_idx');
    await db.query(`CREATE INDEX posts_by_author_idx ON posts (author_id, ${KEYS}) INCLUDE (written_for_id, ${READ})`);
    await db.query(
      `CREATE INDEX posts_written_for_idx ON posts (written_for_id, ${KEYS}) INCLUDE (author_id, ${READ})`,
    );
    // The planner shall expect what prolific authors have: it would rather sort all posts of one than read them in order.
    await db.query(
      'ALTER TABLE posts ALTER author_id SET (n_distinct = 100), ALTER written_for_id SET (n_distinct = 100)',
    );
    await db.query('ANALYZE posts (author_id, written_for_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE posts ALTER author_id RESET (n_distinct), ALTER written_for_id RESET (n_distinct)');
    await db.query('DROP INDEX posts_by_author_idx, posts_written_for_idx');
    await db.query(`CREATE INDEX posts_by_author_idx ON posts (author_id, ${KEYS})`);
    await db.query(`CREATE INDEX posts_written_for_idx ON posts (written_for_id, ${KEYS})`);
  }
}
