import { FactStatus } from '../fact/fact.enums';

/** Tables of the subjects of facts. Each has the column `fact_count`, by which its list is sorted. */
export const SUBJECT_TABLES = ['organisations', 'people', 'programmes', 'partnerships'] as const;

/** Whether a fact counts in `fact_count` of its subject: it is current, and everybody may see it. */
export const isCountedFact = (alias: string): string =>
  `${alias}.known_to = 'infinity' AND ${alias}.status <> '${FactStatus.RETRACTED}' AND ${alias}.visible_to = 0`;

/** Whether a row of `cited_facts` counts in `fact_count` of its source. */
export const isCountedCitation = (alias: string): string => `NOT ${alias}.retracted AND ${alias}.visible_to = 0`;

const recount = (table: string, counted: string): string => `
  UPDATE ${table} SET fact_count = now.count FROM (
    SELECT listed.id, CAST(count(counted.id) AS integer) AS count
    FROM ${table} listed LEFT JOIN (${counted}) counted ON counted.id = listed.id GROUP BY listed.id
  ) now
  WHERE ${table}.id = now.id AND ${table}.fact_count <> now.count`;

/** Statements that count again the facts of all subjects and sources. They change nothing where all is right. */
export const RECOUNT_FACTS: readonly string[] = [
  ...SUBJECT_TABLES.map((table) =>
    recount(table, `SELECT fact.subject_id AS id FROM facts fact WHERE ${isCountedFact('fact')}`),
  ),
  recount('sources', `SELECT cited.cited_id AS id FROM cited_facts cited WHERE ${isCountedCitation('cited')}`),
];
