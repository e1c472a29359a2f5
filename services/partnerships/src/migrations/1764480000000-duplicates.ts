import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables with names by which similar ones are found. */
const NAMED = ['organisation_names', 'people'] as const;

/** How likely two subjects are one, who decided that they are not, and indexes of similar names. */
export class Duplicates1764480000000 implements MigrationInterface {
  readonly name = 'Duplicates1764480000000';

  async up(db: QueryRunner): Promise<void> {
    // Pairs of before share a name, and something speaks against their being one.
    await db.query(`ALTER TABLE duplicate_candidates ADD score numeric(3, 2) NOT NULL DEFAULT 0.75,
      ADD decided_reason text, ADD decided_by_id text COLLATE "C"`);
    await db.query('ALTER TABLE duplicate_candidates ALTER score DROP DEFAULT');
    for (const table of NAMED) {
      await db.query(`CREATE INDEX ${table}_similar_idx ON ${table} USING gin (name_key public.gin_trgm_ops)`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of NAMED) await db.query(`DROP INDEX ${table}_similar_idx`);
    await db.query('ALTER TABLE duplicate_candidates DROP score, DROP decided_reason, DROP decided_by_id');
  }
}
