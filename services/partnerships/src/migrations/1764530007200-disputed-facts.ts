import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few current facts that others contradict, with all that the list of contradictions reads of them. */
export class ExpandDisputedFacts1764530007200 implements MigrationInterface {
  readonly name = 'ExpandDisputedFacts1764530007200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX current_facts_disputed_idx ON current_facts (id) INCLUDE (subject_id, property_key, visible_to)
      WHERE status = 'DISPUTED'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX current_facts_disputed_idx');
  }
}
