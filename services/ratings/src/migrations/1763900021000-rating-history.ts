import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the author did and what moderators did are two columns, so that lifting a measure needs no memory. */
export class RatingHistory1763900021000 implements MigrationInterface {
  readonly name = 'RatingHistory1763900021000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE ratings ADD COLUMN taken_back boolean NOT NULL DEFAULT false');
    // Until now only its author removed a rating.
    await db.query(`UPDATE ratings SET taken_back = true, status = 'VISIBLE' WHERE status = 'REMOVED'`);
    await db.query(`
      CREATE TABLE rating_revisions (
        rating_id text COLLATE "C" NOT NULL REFERENCES ratings ON DELETE CASCADE,
        revision integer NOT NULL,
        score smallint NOT NULL,
        review_title text,
        review_body text,
        review_lang text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (rating_id, revision)
      )`);
    await db.query(`
      CREATE TABLE rating_replies (
        rating_id text COLLATE "C" PRIMARY KEY REFERENCES ratings ON DELETE CASCADE,
        member_id text COLLATE "C",
        organisation_id text COLLATE "C" NOT NULL,
        body text NOT NULL,
        rating_revision integer NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX rating_replies_member_id_idx ON rating_replies (member_id)');
    await db.query(`
      CREATE TABLE affiliations (
        member_id text COLLATE "C" NOT NULL,
        organisation_id text COLLATE "C" NOT NULL,
        PRIMARY KEY (member_id, organisation_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE affiliations, rating_replies, rating_revisions');
    await db.query(`UPDATE ratings SET status = 'REMOVED' WHERE taken_back`);
    await db.query('ALTER TABLE ratings DROP COLUMN taken_back');
  }
}
