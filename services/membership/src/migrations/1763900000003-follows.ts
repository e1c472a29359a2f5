import { createCheckpoints, createEventLog, dropCheckpoints, dropEventLog } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Follows1763900000003 implements MigrationInterface {
  readonly name = 'Follows1763900000003';

  async up(db: QueryRunner): Promise<void> {
    await createEventLog(db);
    await createCheckpoints(db);
    await db.query('CREATE TABLE known_entities (id text COLLATE "C" PRIMARY KEY)');
    await db.query(`
      CREATE TABLE follows (
        member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
        target_id text COLLATE "C" NOT NULL,
        followed_at timestamptz NOT NULL,
        PRIMARY KEY (member_id, target_id)
      )`);
    await db.query('CREATE INDEX follows_target_id_idx ON follows (target_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['follows', 'known_entities']) await db.query(`DROP TABLE ${table}`);
    await dropCheckpoints(db);
    await dropEventLog(db);
  }
}
