import { SUBJECT_TABLES } from '../../src/subject/subject-table';

// What is stored about visibility, judged again for each viewer citation by citation.

/** Who sees a source, judged for each viewer from the audience of its post. */
const sees = (viewer: string): string => `(source.post_id IS NULL OR EXISTS (
  SELECT FROM post_audiences audience WHERE audience.post_id = source.post_id AND (
    (audience.published AND (audience.visibility = 'PUBLIC'
      OR (${viewer} IS NOT NULL AND audience.visibility = 'MEMBERS')
      OR (${viewer} = 'member_colleague' AND audience.visibility = 'ORGANISATION' AND audience.organisation_id = 'org_theirs')))
    OR audience.author_id = ${viewer})))`;

/** Ids of the facts that the viewer `$1` sees, null for a visitor. */
export const FACTS = `SELECT fact.id FROM facts fact WHERE NOT EXISTS (SELECT FROM citations WHERE fact_id = fact.id) OR EXISTS (
  SELECT FROM citations citation JOIN sources source ON source.id = citation.source_id
  WHERE citation.fact_id = fact.id AND ${sees('CAST($1 AS text)')})`;
/** The current facts that the viewer `$1` sees for each source and post. */
export const CITED = `SELECT DISTINCT cited.id AS cited_id, fact.id AS fact_id
  FROM citations citation JOIN facts fact ON fact.id = citation.fact_id JOIN sources source ON source.id = citation.source_id
  CROSS JOIN LATERAL (VALUES (source.id), (source.post_id), (citation.reported_source_id)) cited (id)
  WHERE cited.id IS NOT NULL AND fact.known_to = 'infinity' AND fact.status <> 'RETRACTED' AND ${sees('CAST($1 AS text)')}`;

/** Pairs of organisations that take part in the same thing, by facts that the viewer `$1` sees. */
export const PARTNERS = `WITH stated AS (
    SELECT participations.* FROM participations JOIN facts ON facts.id = participations.fact_id
    WHERE facts.known_to = 'infinity' AND facts.status <> 'RETRACTED' AND facts.id IN (${FACTS})
  )
  SELECT DISTINCT mine.organisation_id AS "organisationId", theirs.organisation_id AS "partnerId"
  FROM stated mine JOIN stated theirs ON theirs.programme_id = mine.programme_id OR theirs.partnership_id = mine.partnership_id
  WHERE theirs.organisation_id <> mine.organisation_id`;

/** What is stored of each subject and source, and the facts of it that a visitor sees; `$1` is null. */
export const FACT_COUNTS = `
  SELECT listed.id, listed.fact_count AS stored, (
    SELECT CAST(count(*) AS integer) FROM facts fact
    WHERE fact.subject_id = listed.id AND fact.known_to = 'infinity' AND fact.status <> 'RETRACTED'
      AND fact.id IN (${FACTS})
  ) AS counted
  FROM (${SUBJECT_TABLES.map((table) => `SELECT id, fact_count FROM ${table}`).join(' UNION ALL ')}) listed
  UNION ALL
  SELECT source.id, source.fact_count, (SELECT CAST(count(*) AS integer) FROM (${CITED}) cited WHERE cited_id = source.id)
  FROM sources source`;
