import { createIdempotencyKeys, dropIdempotencyKeys } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SUBJECT_TABLES } from '../subject/subject-table';
import { createPastViews, dropPastViews } from '../time/past-views';

const COLUMN = 'ADD version integer NOT NULL DEFAULT 1';

const CHANGES = `CREATE TABLE subject_changes (
  subject_id text COLLATE "C",
  version integer,
  member_id text COLLATE "C",
  reason text,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (subject_id, version)
)`;

/** How often a subject was changed, and who made which version, and why. */
export class SubjectCommands1764460000000 implements MigrationInterface {
  readonly name = 'SubjectCommands1764460000000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of SUBJECT_TABLES) {
      await db.query(`ALTER TABLE ${table} ${COLUMN}`);
      await db.query(`ALTER TABLE ${table}_versions ${COLUMN}`);
    }
    await db.query(CHANGES);
    await db.query('CREATE INDEX subject_changes_member_id_idx ON subject_changes (member_id)');
    await createIdempotencyKeys(db);
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    await dropIdempotencyKeys(db);
    for (const table of SUBJECT_TABLES) {
      await db.query(`ALTER TABLE ${table} DROP version`);
      await db.query(`ALTER TABLE ${table}_versions DROP version`);
    }
    await db.query('DROP TABLE subject_changes');
    await createPastViews(db);
  }
}
