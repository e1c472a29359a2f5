import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Membership notifies those who answered an event: answers that are older than its projection get an event again. */
export class EventAnswers1764370000000 implements MigrationInterface {
  readonly name = 'EventAnswers1764370000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT -nextval('events_without_place'), 'EventAnswered', post_id,
        jsonb_build_object('memberId', member_id, 'status', status, 'cause', 'MEMBER'), now()
      FROM rsvps ORDER BY id`);
  }

  /** The log keeps the events: positions have no gaps. */
  async down(): Promise<void> {}
}
