import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Content keeps how posts are rated: summaries that are older than its projection get an event again. */
export class SummaryEvents1764380000000 implements MigrationInterface {
  readonly name = 'SummaryEvents1764380000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT -nextval('events_without_place'), 'RatingSummaryChanged', subject.id,
        jsonb_build_object('kind', subject.kind, 'count', summary.count, 'sum', summary.sum), now()
      FROM rating_summaries summary JOIN rateable_subjects subject ON subject.id = summary.subject_id ORDER BY subject.id`);
  }

  /** The log keeps the events: positions have no gaps. */
  async down(): Promise<void> {}
}
