import type { EntityManager } from 'typeorm';
import { refreshStatus } from '../fact/contradiction/contradiction.store';
import { isShownName } from '../visibility/source.visibility';

/** No words but those of the sources $1 are cited for it: `column` of the citations leads to it. */
const restsOnThem = (column: string, id: string): string => `
  ${id} IN (SELECT ${column} FROM citations WHERE source_id = ANY($1))
  AND NOT EXISTS (SELECT FROM citations other WHERE other.${column} = ${id} AND other.source_id <> ALL($1))`;

const FACTS = `SELECT id FROM facts WHERE ${restsOnThem('fact_id', 'facts.id')}`;

/** The one that an organisation is shown under is common knowledge. */
const NAMES = `
  SELECT id FROM organisation_names named WHERE ${restsOnThem('organisation_name_id', 'named.id')}
  AND NOT ${isShownName('named')}`;

const CONTRADICTED = `
  SELECT DISTINCT other_id AS id FROM fact_contradictions WHERE fact_id = ANY($1) AND other_id <> ALL($1)`;

/** What stands because of a fact, and what leads from one to another. */
const BECAUSE_OF_FACTS = [
  'DELETE FROM affiliations WHERE fact_id = ANY($1)',
  'DELETE FROM participations WHERE fact_id = ANY($1)',
  'DELETE FROM ordered_items WHERE fact_id = ANY($1)',
  'DELETE FROM fact_contradictions WHERE fact_id = ANY($1) OR other_id = ANY($1)',
  'UPDATE facts SET supersedes_id = NULL WHERE supersedes_id = ANY($1)',
];

/**
 * Deletes our copy of a post whose author took their words along: its text, what is quoted from it, and the facts and
 * names that nothing else is cited for. As many statements, however much that is.
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
  for (const sql of BECAUSE_OF_FACTS) await tx.query(sql, [facts]);
  await tx.query('DELETE FROM facts WHERE id = ANY($1)', [facts]);
  await tx.query('DELETE FROM sources WHERE id = ANY($1)', [sources]);
  await refreshStatus(tx, contradicted);
};
