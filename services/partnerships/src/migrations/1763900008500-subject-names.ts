import type { MigrationInterface, QueryRunner } from 'typeorm';

const NAMES = `
  SELECT organisation_id AS id, jsonb_agg(value ORDER BY id) AS names FROM organisation_names GROUP BY organisation_id
  UNION ALL SELECT programme_id, jsonb_agg(value ORDER BY value) FROM programme_names GROUP BY programme_id
  UNION ALL SELECT id, jsonb_build_array(name) FROM partnerships
  UNION ALL SELECT id, jsonb_build_array(name) FROM people`;

/** Subjects that are older than the event type get their event too. */
export class SubjectNames1763900008500 implements MigrationInterface {
  readonly name = 'SubjectNames1763900008500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT -nextval('events_without_place'), 'SubjectNamed', id, jsonb_build_object('names', names), now()
      FROM (${NAMES}) named ORDER BY id`);
  }

  /** The log keeps the events: positions have no gaps. */
  async down(): Promise<void> {}
}
