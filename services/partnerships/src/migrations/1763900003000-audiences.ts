import { createCheckpoints, createErasedMembers, createEventLog, dropCheckpoints, dropEventLog } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PARTNERS } from './1763900002000-affiliations';

const POST_AUDIENCES = `CREATE TABLE post_audiences (
  post_id text COLLATE "C" PRIMARY KEY,
  published boolean NOT NULL,
  visibility text NOT NULL,
  author_id text COLLATE "C",
  organisation_id text COLLATE "C"
)`;

/** The view plus the facts of both participations, one pair for each common partnership or programme. */
const PARTNERS_WITH_FACTS = `CREATE VIEW partners AS
  WITH stated AS NOT MATERIALIZED (
    SELECT participations.*
    FROM participations JOIN facts ON facts.id = participations.fact_id
    WHERE facts.superseded_at IS NULL AND facts.status <> 'RETRACTED'
  )
  SELECT
    pairs.organisation_id || ' ' || pairs.partner_id AS id,
    pairs.organisation_id,
    pairs.partner_id,
    partner.name_key AS partner_name_key,
    pairs.fact_ids,
    pairs.partner_fact_ids
  FROM (
    SELECT
      organisation_id,
      partner_id,
      array_agg(fact_id) AS fact_ids,
      array_agg(partner_fact_id) AS partner_fact_ids
    FROM (
      SELECT
        mine.organisation_id,
        mine.fact_id,
        theirs.organisation_id AS partner_id,
        theirs.fact_id AS partner_fact_id
      FROM stated mine JOIN stated theirs USING (programme_id)
      WHERE theirs.organisation_id <> mine.organisation_id
      UNION ALL
      SELECT mine.organisation_id, mine.fact_id, theirs.organisation_id, theirs.fact_id
      FROM stated mine JOIN stated theirs USING (partnership_id)
      WHERE theirs.organisation_id <> mine.organisation_id
    ) joint
    GROUP BY organisation_id, partner_id
  ) pairs
  JOIN organisations partner ON partner.id = pairs.partner_id`;

/** Audiences of posts, the event log with its checkpoints, and erased members. */
export class Audiences1763900003000 implements MigrationInterface {
  readonly name = 'Audiences1763900003000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(POST_AUDIENCES);
    await createEventLog(db);
    // Organisations that existed before the log get their event too.
    await db.query(`
      INSERT INTO events (position, type, subject, payload, occurred_at)
      SELECT row_number() OVER (ORDER BY id), 'OrganisationEstablished', id, '{}', now() FROM organisations`);
    await createCheckpoints(db);
    await createErasedMembers(db);
    await db.query('DROP VIEW partners');
    await db.query(PARTNERS_WITH_FACTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW partners');
    await db.query(PARTNERS);
    await db.query('DROP TABLE erased_members, post_audiences');
    await dropCheckpoints(db);
    await dropEventLog(db);
  }
}
