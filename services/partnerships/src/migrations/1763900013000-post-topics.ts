import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The view of the facts that a source, publication or post is cited for, with a condition on the fact. */
export const citedFacts = (condition: string): string => `CREATE OR REPLACE VIEW cited_facts AS
  SELECT
    cited.cited_id || ' ' || fact.id AS id,
    cited.cited_id,
    fact.id AS fact_id,
    fact.subject_id,
    fact.property_key,
    fact.measure
  FROM (
    SELECT source_id AS cited_id, fact_id FROM citations
    UNION
    SELECT reported_source_id, fact_id FROM citations
    UNION
    SELECT source.post_id, citation.fact_id FROM citations citation JOIN sources source ON source.id = citation.source_id
  ) cited
  JOIN facts fact ON fact.id = cited.fact_id
  WHERE cited.cited_id IS NOT NULL AND ${condition}`;

/** Topics of posts, for the filter of facts. The filter decides about retracted facts, no longer the view. */
export class PostTopics1763900013000 implements MigrationInterface {
  readonly name = 'PostTopics1763900013000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE post_topics (
      post_id text COLLATE "C",
      topic_slug text COLLATE "C",
      PRIMARY KEY (post_id, topic_slug)
    )`);
    await db.query('CREATE INDEX post_topics_topic_slug_idx ON post_topics (topic_slug)');
    await db.query('CREATE TABLE known_topics (id text COLLATE "C" PRIMARY KEY, slug text COLLATE "C" NOT NULL)');
    await db.query(citedFacts('fact.superseded_at IS NULL'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(citedFacts("fact.superseded_at IS NULL AND fact.status <> 'RETRACTED'"));
    await db.query('DROP TABLE known_topics, post_topics');
  }
}
