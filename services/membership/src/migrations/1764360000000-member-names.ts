import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts mention members by their handles: members who joined before get the event. */
export class MemberNames1764360000000 implements MigrationInterface {
  readonly name = 'MemberNames1764360000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT -nextval('events_without_place'), 'MemberNamed', id, jsonb_build_object('handle', handle, 'name', name), now()
      FROM members ORDER BY id`);
  }

  /** The log keeps the events: positions have no gaps. */
  async down(): Promise<void> {}
}
