import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suggestions for mentions are ranked from an index alone. */
export class ExpandSuggestedWords1764550000000 implements MigrationInterface {
  readonly name = 'ExpandSuggestedWords1764550000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX mention_words_words_target_id_idx');
    await db.query(
      'CREATE INDEX mention_words_words_target_id_is_name_idx ON mention_words (words, target_id, is_name)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX mention_words_words_target_id_is_name_idx');
    await db.query('CREATE INDEX mention_words_words_target_id_idx ON mention_words (words, target_id)');
  }
}
