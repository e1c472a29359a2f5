import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What authors can mention, and the words by which suggestions find it. Consumers fill the tables from the logs. */
export class MentionTargets1764360000000 implements MigrationInterface {
  readonly name = 'MentionTargets1764360000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mention_targets (
        target_id text COLLATE "C" PRIMARY KEY,
        reference text COLLATE "C" NOT NULL,
        label text NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX mention_targets_reference_idx ON mention_targets (reference)');
    await db.query(`
      CREATE TABLE mention_words (
        target_id text COLLATE "C" NOT NULL REFERENCES mention_targets ON DELETE CASCADE,
        words text COLLATE "C" NOT NULL,
        is_name boolean NOT NULL,
        PRIMARY KEY (target_id, words)
      )`);
    await db.query('CREATE INDEX mention_words_words_target_id_idx ON mention_words (words, target_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mention_words');
    await db.query('DROP TABLE mention_targets');
  }
}
