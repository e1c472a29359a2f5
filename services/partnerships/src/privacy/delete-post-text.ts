import type { EntityManager } from 'typeorm';
import { refreshStatus } from '../fact/contradiction/contradiction.store';
import { isShownName } from '../visibility/source.visibility';

/** Row `id` is cited, and only from the sources $1. `column` of `citations` refers to it. */
const isCitedOnlyFromThem = (column: string, id: string): string => `
  ${id} IN (SELECT ${column} FROM citations WHERE source_id = ANY($1))
  AND NOT EXISTS (SELECT FROM citations other WHERE other.${column} = ${id} AND other.source_id <> ALL($1))`;

const FACTS = `SELECT id FROM facts WHERE ${isCitedOnlyFromThem('fact_id', 'facts.id')}`;

/** The display name of an organisation is public, so it stays. */
const NAMES = `
  SELECT id FROM organisation_names named WHERE ${isCitedOnlyFromThem('organisation_name_id', 'named.id')}
  AND NOT ${isShownName('named')}`;

const CONTRADICTED = `
  SELECT DISTINCT other_id AS id FROM fact_contradictions WHERE fact_id = ANY($1) AND other_id <> ALL($1)`;

/**
 * What the past keeps of the sources, of names that only they state, and of facts. Deleting it is meant to break the rule
 * that the past never changes: the author takes the words along.
 */
const PAST = {
  sources: [
    'DELETE FROM citations_versions WHERE source_id = ANY($1)',
    'UPDATE citations_versions SET reported_source_id = NULL WHERE reported_source_id = ANY($1)',
    'DELETE FROM sources_versions WHERE id = ANY($1)',
  ],
  names: ['DELETE FROM organisation_names_versions WHERE id = ANY($1)'],
  facts: [
    'DELETE FROM citations_versions WHERE fact_id = ANY($1)',
    'DELETE FROM affiliations_versions WHERE fact_id = ANY($1)',
    'DELETE FROM participations_versions WHERE fact_id = ANY($1)',
    'DELETE FROM ordered_items_versions WHERE fact_id = ANY($1)',
    'DELETE FROM fact_contradictions_versions WHERE fact_id = ANY($1) OR other_id = ANY($1)',
  ],
};

/** Rows that depend on the deleted facts, and references to them. */
const DEPENDENTS = [
  'DELETE FROM affiliations WHERE fact_id = ANY($1)',
  'DELETE FROM participations WHERE fact_id = ANY($1)',
  'DELETE FROM ordered_items WHERE fact_id = ANY($1)',
  'DELETE FROM fact_contradictions WHERE fact_id = ANY($1) OR other_id = ANY($1)',
  'UPDATE facts SET supersedes_id = NULL WHERE supersedes_id = ANY($1)',
];

/**
 * Deletes our copy of a post whose author deleted its text: the text, the quotes from it, and the facts and names cited
 * only from it. The caller logs the names that are left. The number of statements does not depend on the amount of data.
 */
export const deletePostText = async (tx: EntityManager, postId: string): Promise<void> => {
  const idsOf = async (sql: string, parameter: unknown): Promise<string[]> =>
    (await tx.query<{ id: string }[]>(sql, [parameter])).map(({ id }) => id);
  const sources = await idsOf('SELECT id FROM sources WHERE post_id = $1', postId);
  const facts = await idsOf(FACTS, sources);
  const names = await idsOf(NAMES, sources);
  const contradicted = await idsOf(CONTRADICTED, facts);
  await tx.query('DELETE FROM citations WHERE source_id = ANY($1)', [sources]);
  await tx.query('UPDATE citations SET reported_source_id = NULL WHERE reported_source_id = ANY($1)', [sources]);
  await tx.query('DELETE FROM organisation_names WHERE id = ANY($1)', [names]);
  for (const sql of DEPENDENTS) await tx.query(sql, [facts]);
  await tx.query('DELETE FROM facts WHERE id = ANY($1)', [facts]);
  await tx.query('DELETE FROM sources WHERE id = ANY($1)', [sources]);
  for (const sql of PAST.sources) await tx.query(sql, [sources]);
  for (const sql of PAST.names) await tx.query(sql, [names]);
  for (const sql of PAST.facts) await tx.query(sql, [facts]);
  // What exports tell of the post is from now on told by the facts themselves: see the migration ExportChanges.
  await tx.query('DELETE FROM post_changes WHERE post_id = $1', [postId]);
  await refreshStatus(tx, contradicted);
};
