import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of what posts mention, and which mentions only a name found. The consumer fills the table from the log. */
export class KnownNames1763900000006 implements MigrationInterface {
  readonly name = 'KnownNames1763900000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE known_names (
        target_id text COLLATE "C" NOT NULL,
        value text NOT NULL,
        name_key text COLLATE "C" NOT NULL,
        first_word text COLLATE "C" NOT NULL,
        PRIMARY KEY (target_id, value)
      )`);
    await db.query('CREATE INDEX known_names_first_word_idx ON known_names (first_word)');
    await db.query('ALTER TABLE mentions ADD found_by_name boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM mentions WHERE found_by_name');
    await db.query('ALTER TABLE mentions DROP found_by_name');
    await db.query('DROP TABLE known_names');
  }
}
