import { FactStatus } from '../fact/fact.enums';
import { SUBJECT_TABLES } from './subject-table';

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

/** What the statement about facts has besides the table `facts` of the alias `fact`, and the id of what counts them. */
interface Counting {
  readonly join: string;
  readonly id: string;
}

const BY_SUBJECT: Counting = { join: '', id: 'fact.subject_id' };

/** Facts of what was merged count for what it was merged into. */
export const BY_HOME: Counting = {
  join: 'LEFT JOIN identities identity ON identity.id = fact.subject_id',
  id: 'coalesce(identity.survivor_id, fact.subject_id)',
};

/** Statements that count again the facts of all subjects and sources. They change nothing where all is right. */
export const recountFacts = ({ join, id }: Counting = BY_SUBJECT): readonly string[] => [
  ...SUBJECT_TABLES.map((table) =>
    recount(table, `SELECT ${id} AS id FROM facts fact ${join} WHERE ${isCountedFact('fact')}`),
  ),
  recount('sources', `SELECT cited.cited_id AS id FROM cited_facts cited WHERE ${isCountedCitation('cited')}`),
];
