import type { EntityManager } from 'typeorm';
import { PARENT_PROPERTY } from '../../fact/contradiction/parent-rings';
import { FactStatus } from '../../fact/fact.enums';
import { homeOf } from './home';

/** SQL of the registered parents of `member`. */
const registeredParents = (table: string): string =>
  `SELECT registered.parent_id FROM ${table} registered WHERE registered.id = member.id AND registered.parent_id IS NOT NULL`;

/** SQL of the parents of `member` that undisputed facts state without an end. */
const STATED_PARENTS = `SELECT fact.entity_id FROM facts fact
  WHERE fact.subject_id = member.id AND fact.property_key = '${PARENT_PROPERTY}' AND fact.entity_id IS NOT NULL
    AND fact.known_to = 'infinity' AND fact.status = '${FactStatus.ACCEPTED}' AND fact.to_latest IS NULL`;

/**
 * The names on a way along parents from `starts` to one of `targets`, all as they are after merges, in its order; null if
 * there is none. Every registered parent counts, also of what was merged, so that undoing a merge never closes a ring; with
 * `withStated` also those of organisations that facts state. The caller holds the registration lock.
 */
export const wayAlongParents = async (
  tx: EntityManager,
  table: 'organisations' | 'programmes',
  starts: readonly string[],
  targets: readonly string[],
  { withStated = false } = {},
): Promise<string[] | null> => {
  const parents = [registeredParents(table), ...(withStated && table === 'organisations' ? [STATED_PARENTS] : [])];
  const [found] = await tx.query<{ path: string[] }[]>(
    `WITH RECURSIVE way (id, path) AS (
       SELECT start.id, ARRAY[start.id] FROM (SELECT DISTINCT ${homeOf('given.id')} COLLATE "C" AS id FROM unnest($1::text[]) AS given (id)) start
       UNION ALL
       SELECT next.id, way.path || next.id FROM way CROSS JOIN LATERAL (
         SELECT DISTINCT ${homeOf('parent.id')} COLLATE "C" AS id
         FROM (SELECT way.id UNION ALL SELECT merged.id FROM identities merged WHERE merged.survivor_id = way.id) member (id)
         CROSS JOIN LATERAL (${parents.join(' UNION ALL ')}) parent (id)
       ) next
       WHERE next.id <> ALL (way.path) AND way.id <> ALL ($2::text[])
     )
     SELECT ARRAY(SELECT name FROM unnest(path) WITH ORDINALITY AS step (id, place) JOIN ${table} named USING (id) ORDER BY place) AS path
     FROM way WHERE id = ANY ($2::text[]) ORDER BY cardinality(way.path) LIMIT 1`,
    [starts, targets],
  );
  return found?.path ?? null;
};
