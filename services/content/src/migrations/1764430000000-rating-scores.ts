import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How posts are rated. A consumer fills the columns from the log of ratings. */
export class RatingScores1764430000000 implements MigrationInterface {
  readonly name = 'RatingScores1764430000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE posts ADD rating_count integer NOT NULL DEFAULT 0, ADD rating_sum integer NOT NULL DEFAULT 0,
        ADD rating_score numeric NOT NULL DEFAULT 3`);
    await db.query('CREATE TABLE rating_means (kind text COLLATE "C" PRIMARY KEY, mean numeric NOT NULL)');
    // In the order of the list (post-order.ts).
    await db.query(`
      CREATE INDEX posts_best_rated_idx ON posts ((CASE WHEN rating_count >= 3 THEN 1 ELSE 0 END), rating_score, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX posts_best_rated_idx');
    await db.query('DROP TABLE rating_means');
    await db.query('ALTER TABLE posts DROP rating_count, DROP rating_sum, DROP rating_score');
  }
}
