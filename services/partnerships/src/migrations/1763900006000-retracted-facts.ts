import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The view of the facts that a source, publication or post is cited for, with a condition on the fact. */
const citedFacts = (condition: string): string => `CREATE OR REPLACE VIEW cited_facts AS
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

/** Facts of a source or post are listed without retracted ones from here on. */
export class RetractedFacts1763900006000 implements MigrationInterface {
  readonly name = 'RetractedFacts1763900006000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(citedFacts("fact.superseded_at IS NULL AND fact.status <> 'RETRACTED'"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(citedFacts('fact.superseded_at IS NULL'));
  }
}
