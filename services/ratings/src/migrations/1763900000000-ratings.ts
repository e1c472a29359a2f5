import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ratings1763900000000 implements MigrationInterface {
  readonly name = 'Ratings1763900000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE rateable_kind AS ENUM (
        'ARTICLE', 'NEWS', 'EVENT', 'GOOD_PRACTICE', 'CHALLENGE', 'ORGANISATION', 'PROGRAMME', 'PARTNERSHIP'
      )`);
    await db.query(`CREATE TYPE moderation_status AS ENUM ('VISIBLE', 'PENDING', 'HIDDEN', 'REMOVED')`);
    await db.query(`
      CREATE TABLE rateable_subjects (
        id text COLLATE "C" PRIMARY KEY,
        kind rateable_kind NOT NULL
      )`);
    await db.query(`
      CREATE TABLE rating_summaries (
        subject_id text COLLATE "C" PRIMARY KEY REFERENCES rateable_subjects (id),
        count integer NOT NULL DEFAULT 0,
        sum integer NOT NULL DEFAULT 0,
        n1 integer NOT NULL DEFAULT 0,
        n2 integer NOT NULL DEFAULT 0,
        n3 integer NOT NULL DEFAULT 0,
        n4 integer NOT NULL DEFAULT 0,
        n5 integer NOT NULL DEFAULT 0,
        review_count integer NOT NULL DEFAULT 0,
        last_rated_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE ratings (
        id text COLLATE "C" PRIMARY KEY,
        subject_id text COLLATE "C" NOT NULL REFERENCES rateable_subjects (id),
        member_id text COLLATE "C" NOT NULL,
        score smallint NOT NULL,
        review_title text,
        review_body text,
        review_lang text,
        revision integer NOT NULL,
        status moderation_status NOT NULL,
        helpful integer NOT NULL DEFAULT 0,
        unhelpful integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT ratings_score_check CHECK (score BETWEEN 1 AND 5)
      )`);
    await db.query('CREATE UNIQUE INDEX ratings_subject_id_member_id_idx ON ratings (subject_id, member_id)');
    await db.query('CREATE INDEX ratings_subject_id_updated_at_idx ON ratings (subject_id, updated_at)');
    await db.query('CREATE INDEX ratings_member_id_created_at_id_idx ON ratings (member_id, created_at, id)');
    await db.query(`
      CREATE TABLE rating_votes (
        rating_id text COLLATE "C" NOT NULL REFERENCES ratings (id),
        member_id text COLLATE "C" NOT NULL,
        helpful boolean NOT NULL,
        PRIMARY KEY (rating_id, member_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['rating_votes', 'ratings', 'rating_summaries', 'rateable_subjects']) {
      await db.query(`DROP TABLE ${table}`);
    }
    await db.query('DROP TYPE moderation_status');
    await db.query('DROP TYPE rateable_kind');
  }
}
