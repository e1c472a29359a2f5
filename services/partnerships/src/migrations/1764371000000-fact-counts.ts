import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isCountedCitation, isCountedFact, recountFacts } from '../subject/fact-count';
import { SUBJECT_TABLES } from '../subject/subject-table';
import { createPastViews, dropPastViews } from '../time/past-views';

interface CountedTable {
  readonly table: string;
  /** Column with the id of the row that counts. */
  readonly column: string;
  readonly counting: readonly string[];
  isCounted(alias: string): string;
}

/** Rows that count, and the tables of the rows that count them. */
const COUNTED: readonly CountedTable[] = [
  { table: 'facts', column: 'subject_id', counting: SUBJECT_TABLES, isCounted: isCountedFact },
  { table: 'cited_facts', column: 'cited_id', counting: ['sources'], isCounted: isCountedCitation },
];

const EVENTS = {
  inserted: { event: 'INSERT', tables: 'NEW TABLE AS after_change', signs: { after_change: 1 } },
  updated: {
    event: 'UPDATE',
    tables: 'OLD TABLE AS before_change NEW TABLE AS after_change',
    signs: { before_change: -1, after_change: 1 },
  },
  deleted: { event: 'DELETE', tables: 'OLD TABLE AS before_change', signs: { before_change: -1 } },
} as const;

const functionName = (name: string, table: string): string => `count_${name}_${table}`;

/** Triggers on statements, which add what they changed. Writers hold the registration lock, so none waits for another. */
const createTriggers = async (db: QueryRunner): Promise<void> => {
  for (const { table, column, counting, isCounted } of COUNTED) {
    for (const [name, { event, tables, signs }] of Object.entries(EVENTS)) {
      const changes = Object.entries(signs)
        .map(
          ([rows, sign]) => `SELECT ${column} AS id, ${sign} AS one FROM ${rows} changed WHERE ${isCounted('changed')}`,
        )
        .join(' UNION ALL ');
      const updates = counting
        .map(
          (counter) => `UPDATE ${counter} SET fact_count = fact_count + moved.sum FROM unnest(ids, sums) moved (id, sum)
          WHERE ${counter}.id = moved.id;`,
        )
        .join('\n');
      await db.query(`CREATE FUNCTION ${functionName(name, table)}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        DECLARE ids text[]; sums integer[];
        BEGIN
          SELECT array_agg(id), array_agg(sum) INTO ids, sums
          FROM (SELECT id, CAST(sum(one) AS integer) AS sum FROM (${changes}) changes GROUP BY id HAVING sum(one) <> 0) moved;
          IF ids IS NOT NULL THEN
            ${updates}
          END IF;
          RETURN NULL;
        END $$`);
      await db.query(`CREATE TRIGGER ${functionName(name, table)} AFTER ${event} ON ${table} REFERENCING ${tables}
        FOR EACH STATEMENT EXECUTE FUNCTION ${functionName(name, table)}()`);
    }
  }
};

const COUNTING = [...SUBJECT_TABLES, 'sources'];

/** Filters of few facts, in the order of the list. */
const PLACE = 'subject_id, property_key, measure, id';
const INDEXES = {
  facts_with_issues_idx: `facts (${PLACE}) WHERE known_to = 'infinity' AND issues <> '[]'`,
  facts_due_place_idx: `facts (${PLACE}) INCLUDE (due_earliest, due_latest)
    WHERE known_to = 'infinity' AND (due_earliest IS NOT NULL OR due_latest IS NOT NULL)`,
  facts_entity_idx: `facts (entity_id, ${PLACE}) WHERE known_to = 'infinity' AND entity_id IS NOT NULL`,
  facts_rank_idx: `facts (rank, ${PLACE}) WHERE known_to = 'infinity' AND rank <> 'NORMAL'`,
  sources_words_id_idx: 'sources (words, id)',
};

/** The numbers of facts by which subjects and sources are sorted, and the indexes of lists that had none. */
export class FactCounts1764371000000 implements MigrationInterface {
  readonly name = 'FactCounts1764371000000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of COUNTING) await db.query(`ALTER TABLE ${table} ADD fact_count integer NOT NULL DEFAULT 0`);
    for (const statement of recountFacts()) await db.query(statement);
    for (const table of COUNTING) {
      await db.query(`CREATE INDEX ${table}_fact_count_id_idx ON ${table} (fact_count, id)`);
    }
    for (const [name, columns] of Object.entries(INDEXES)) await db.query(`CREATE INDEX ${name} ON ${columns}`);
    await createTriggers(db);
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    for (const { table } of COUNTED) {
      for (const name of Object.keys(EVENTS)) await db.query(`DROP FUNCTION ${functionName(name, table)} CASCADE`);
    }
    await db.query(`DROP INDEX ${Object.keys(INDEXES).join(', ')}`);
    for (const table of COUNTING) await db.query(`ALTER TABLE ${table} DROP fact_count`);
    await createPastViews(db);
  }
}
