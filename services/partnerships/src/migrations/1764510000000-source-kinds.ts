import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sources of one kind are listed in the order of an index: all others were read to find those of a rare kind. */
export class ExpandSourceKinds1764510000000 implements MigrationInterface {
  readonly name = 'ExpandSourceKinds1764510000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX sources_kind_words_id_idx ON sources (kind, words, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX sources_kind_words_id_idx');
  }
}
