import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports that are written in the background. */
export class ExportJobs1764500000000 implements MigrationInterface {
  readonly name = 'ExportJobs1764500000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE export_jobs (
      id text COLLATE "C" PRIMARY KEY,
      member_id text COLLATE "C" NOT NULL,
      identity jsonb NOT NULL,
      format text NOT NULL,
      filter jsonb,
      known_at timestamptz NOT NULL,
      valid_at date,
      cursor text NOT NULL,
      total integer,
      done integer NOT NULL DEFAULT 0,
      failed boolean NOT NULL DEFAULT false,
      rows integer,
      bytes double precision,
      sha256 text,
      created_at timestamptz NOT NULL,
      expires_at timestamptz
    )`);
    await db.query('CREATE INDEX export_jobs_member_id_idx ON export_jobs (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE export_jobs');
  }
}
