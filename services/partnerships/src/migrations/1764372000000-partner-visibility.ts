import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPastViews } from '../time/past-views';

const JOINT = (column: string, visible: string): string =>
  `SELECT mine.organisation_id, mine.fact_id, theirs.organisation_id AS partner_id, theirs.fact_id AS partner_fact_id${visible}
   FROM stated mine JOIN stated theirs USING (${column}) WHERE theirs.organisation_id <> mine.organisation_id`;

/** `visible` has further columns of rows of joint participations and of pairs, after a comma. */
const partners = (visible: { readonly joint: string; readonly pair: string; readonly view: string }): string => `
  CREATE VIEW partners AS
  WITH stated AS NOT MATERIALIZED (
    SELECT organisation_id, programme_id, partnership_id, fact_id, visible_to
    FROM participations JOIN facts ON facts.id = participations.fact_id
    WHERE facts.known_to = 'infinity' AND facts.status <> 'RETRACTED'
  )
  SELECT pairs.organisation_id || ' ' || pairs.partner_id AS id, pairs.organisation_id, pairs.partner_id,
    partner.name_key AS partner_name_key, pairs.fact_ids, pairs.partner_fact_ids${visible.view}
  FROM (
    SELECT organisation_id, partner_id, array_agg(fact_id) AS fact_ids, array_agg(partner_fact_id) AS partner_fact_ids${visible.pair}
    FROM (${JOINT('programme_id', visible.joint)} UNION ALL ${JOINT('partnership_id', visible.joint)}) joint
    GROUP BY organisation_id, partner_id
  ) pairs JOIN organisations partner ON partner.id = pairs.partner_id`;

/**
 * Who can see that two organisations are partners, with the pair: each pair was judged by the facts of all its participations.
 * Sources with many facts are expected: the planner would rather sort all facts of one than read a page in order.
 */
export class PartnerVisibility1764372000000 implements MigrationInterface {
  readonly name = 'PartnerVisibility1764372000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW partners');
    await db.query(
      partners({
        joint: ', greatest(mine.visible_to, theirs.visible_to) AS visible_to',
        pair: ', min(visible_to) AS visible_to',
        view: ', pairs.visible_to',
      }),
    );
    await createPastViews(db);
    await db.query('ALTER TABLE cited_facts ALTER cited_id SET (n_distinct = 100)');
    await db.query('ANALYZE cited_facts (cited_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE cited_facts ALTER cited_id RESET (n_distinct)');
    await db.query('DROP VIEW partners');
    await db.query(partners({ joint: '', pair: '', view: '' }));
    await createPastViews(db);
  }
}
