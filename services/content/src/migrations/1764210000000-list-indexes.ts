import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes of lists below a post or an author, which end a list after its page, however long it is. */
export class ListIndexes1764210000000 implements MigrationInterface {
  readonly name = 'ListIndexes1764210000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX comments_post_id_created_at_id_idx');
    // The condition of the list, so that its comments are counted without reading them.
    await db.query(`
      CREATE INDEX comments_threads_idx ON comments (post_id, created_at, id)
      WHERE parent_id IS NULL AND ((NOT deleted AND moderation = 'VISIBLE') OR descendant_count > 0)`);
    await db.query('DROP INDEX posts_author_id_idx');
    await db.query('CREATE INDEX posts_by_author_idx ON posts (author_id, (COALESCE(published_at, updated_at)), id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX posts_by_author_idx');
    await db.query('CREATE INDEX posts_author_id_idx ON posts (author_id)');
    await db.query('DROP INDEX comments_threads_idx');
    await db.query('CREATE INDEX comments_post_id_created_at_id_idx ON comments (post_id, created_at, id)');
  }
}
