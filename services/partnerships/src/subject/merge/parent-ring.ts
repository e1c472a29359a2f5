import type { EntityManager } from 'typeorm';
import { homeOf } from './home';

/**
 * The names on a way along parents from `starts` to one of `targets`, all as they are after merges, in its order; null if
 * there is none. Every stated parent counts, also of what was merged, so that undoing a merge never closes a ring. The
 * caller holds the registration lock.
 */
export const wayAlongParents = async (
  tx: EntityManager,
  table: 'organisations' | 'programmes',
  starts: readonly string[],
  targets: readonly string[],
): Promise<string[] | null> => {
  const [found] = await tx.query<{ path: string[] }[]>(
    `WITH RECURSIVE way (id, path) AS (
       SELECT start.id, ARRAY[start.id] FROM (SELECT DISTINCT ${homeOf('given.id')} COLLATE "C" AS id FROM unnest($1::text[]) AS given (id)) start
       UNION ALL
       SELECT next.id, way.path || next.id FROM way CROSS JOIN LATERAL (
         SELECT DISTINCT ${homeOf('stated.parent_id')} COLLATE "C" AS id
         FROM (SELECT way.id UNION ALL SELECT merged.id FROM identities merged WHERE merged.survivor_id = way.id) member (id)
         JOIN ${table} stated ON stated.id = member.id
         WHERE stated.parent_id IS NOT NULL
       ) next
       WHERE next.id <> ALL (way.path) AND way.id <> ALL ($2::text[])
     )
     SELECT ARRAY(SELECT name FROM unnest(path) WITH ORDINALITY AS step (id, place) JOIN ${table} named USING (id) ORDER BY place) AS path
     FROM way WHERE id = ANY ($2::text[]) ORDER BY cardinality(way.path) LIMIT 1`,
    [starts, targets],
  );
  return found?.path ?? null;
};
