import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members write about events and challenges, and their answers to events. */
export class EventsAndChallenges1764300000000 implements MigrationInterface {
  readonly name = 'EventsAndChallenges1764300000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE event_details
        ADD time_zone text,
        ADD capacity integer,
        ADD going_count integer NOT NULL DEFAULT 0,
        ADD waiting_count integer NOT NULL DEFAULT 0,
        ADD cancelled_at timestamptz,
        ADD sequence integer NOT NULL DEFAULT 0`);
    await db.query('ALTER TABLE challenge_details ADD outcome text');
    await db.query(`CREATE TYPE rsvp_status AS ENUM ('GOING', 'WAITING', 'DECLINED')`);
    await db.query(`
      CREATE TABLE rsvps (
        id text COLLATE "C" PRIMARY KEY,
        post_id text COLLATE "C" NOT NULL REFERENCES posts,
        member_id text COLLATE "C" NOT NULL,
        status rsvp_status NOT NULL,
        turn integer NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX rsvps_post_id_member_id_idx ON rsvps (post_id, member_id)');
    await db.query('CREATE UNIQUE INDEX rsvps_post_id_turn_idx ON rsvps (post_id, turn)');
    await db.query('CREATE INDEX rsvps_member_id_idx ON rsvps (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rsvps');
    await db.query('DROP TYPE rsvp_status');
    await db.query('ALTER TABLE challenge_details DROP outcome');
    await db.query(
      'ALTER TABLE event_details DROP time_zone, DROP capacity, DROP going_count, DROP waiting_count, DROP cancelled_at, DROP sequence',
    );
  }
}
