import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostDetails1763900000002 implements MigrationInterface {
  readonly name = 'PostDetails1763900000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE article_details (
        id text COLLATE "C" PRIMARY KEY REFERENCES posts,
        reports_on_id text COLLATE "C" NOT NULL REFERENCES posts
      )`);
    await db.query('CREATE INDEX article_details_reports_on_id_idx ON article_details (reports_on_id)');
    await db.query(`
      CREATE TABLE news_details (
        id text COLLATE "C" PRIMARY KEY REFERENCES posts,
        outlet text,
        external_url text
      )`);
    await db.query(`
      CREATE TABLE good_practice_details (
        id text COLLATE "C" PRIMARY KEY REFERENCES posts,
        problem text,
        approach text,
        results text,
        lessons text,
        organisation_ids text[] NOT NULL
      )`);
    await db.query(`
      CREATE TABLE challenge_details (
        id text COLLATE "C" PRIMARY KEY REFERENCES posts,
        question text NOT NULL,
        opens_at timestamptz,
        closes_at timestamptz,
        host_id text COLLATE "C"
      )`);
    await db.query(`
      CREATE TABLE contributions (
        id text COLLATE "C" PRIMARY KEY,
        challenge_id text COLLATE "C" NOT NULL REFERENCES posts,
        post_id text COLLATE "C" NOT NULL REFERENCES posts
      )`);
    await db.query(
      'CREATE UNIQUE INDEX contributions_challenge_id_post_id_idx ON contributions (challenge_id, post_id)',
    );
    await db.query('CREATE INDEX contributions_post_id_idx ON contributions (post_id)');
    await db.query(`
      CREATE TABLE event_series (
        id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        organiser_id text COLLATE "C"
      )`);
    await db.query('CREATE UNIQUE INDEX event_series_name_idx ON event_series (name)');
    await db.query(`
      CREATE TABLE event_details (
        id text COLLATE "C" PRIMARY KEY REFERENCES posts,
        series_id text COLLATE "C" REFERENCES event_series,
        theme text,
        "when" jsonb NOT NULL,
        starts_at timestamptz,
        ends_at timestamptz,
        place text,
        organiser_ids text[] NOT NULL
      )`);
    await db.query('CREATE INDEX event_details_series_id_idx ON event_details (series_id)');
    await db.query(`
      CREATE TABLE event_speakers (
        event_id text COLLATE "C" NOT NULL REFERENCES event_details,
        position integer NOT NULL,
        name text NOT NULL,
        title text,
        person_id text COLLATE "C",
        organisation_id text COLLATE "C",
        PRIMARY KEY (event_id, position)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE event_speakers, event_details, event_series');
    await db.query('DROP TABLE contributions, challenge_details, good_practice_details, news_details, article_details');
  }
}
