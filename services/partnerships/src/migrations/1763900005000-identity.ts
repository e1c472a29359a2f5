import type { MigrationInterface, QueryRunner } from 'typeorm';
import { normaliseIdentifier } from '../organisation/identifier/normalise-identifier';

const TABLES = [
  `CREATE TABLE duplicate_candidates (
    a_id text COLLATE "C",
    b_id text COLLATE "C",
    reasons jsonb NOT NULL,
    is_distinct boolean NOT NULL,
    PRIMARY KEY (a_id, b_id),
    CONSTRAINT duplicate_candidates_check CHECK (a_id < b_id)
  )`,
  `CREATE TABLE document_subjects (
    document_key text COLLATE "C",
    entry_key text COLLATE "C",
    subject_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (document_key, entry_key)
  )`,
];

/** Identifiers are compared in one notation from here on. One that is not valid keeps the notation that it has. */
const normaliseStored = async (db: QueryRunner): Promise<void> => {
  const rows: { scheme: string; value: string }[] = await db.query(
    'SELECT scheme, value FROM organisation_identifiers',
  );
  for (const row of rows) {
    let normalised = row;
    try {
      normalised = normaliseIdentifier(row);
    } catch {
      continue;
    }
    await db.query(
      `UPDATE organisation_identifiers SET scheme = $1, value = $2
       WHERE scheme = $3 AND value = $4
         AND NOT EXISTS (SELECT FROM organisation_identifiers WHERE scheme = $1 AND value = $2)`,
      [normalised.scheme, normalised.value, row.scheme, row.value],
    );
  }
};

/** Pairs of subjects that may be one, and the subjects that the entries of a claims file are. */
export class Identity1763900005000 implements MigrationInterface {
  readonly name = 'Identity1763900005000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of TABLES) await db.query(table);
    await db.query('CREATE INDEX duplicate_candidates_b_id_idx ON duplicate_candidates (b_id)');
    await normaliseStored(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE document_subjects, duplicate_candidates');
  }
}
