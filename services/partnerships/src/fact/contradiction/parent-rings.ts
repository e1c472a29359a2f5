import type { EntityManager } from 'typeorm';
import { homeOf, membersOf } from '../../subject/merge/home';
import { FactStatus } from '../fact.enums';

/** The property whose facts state that their subject is part of another organisation. */
export const PARENT_PROPERTY = 'parent_organisation';

/** The longest ring that is found. */
const MAX_LENGTH = 20;

const isStated = (fact: string): string =>
  `${fact}.property_key = '${PARENT_PROPERTY}' AND ${fact}.entity_id IS NOT NULL
   AND ${fact}.known_to = 'infinity' AND ${fact}.reviewed_status <> '${FactStatus.RETRACTED}'`;

const RINGS = `
  WITH RECURSIVE way (one_id, part_id, home_id, from_earliest, to_latest, path) AS (
    SELECT one.id, ${homeOf('one.subject_id')} COLLATE "C", ${homeOf('one.entity_id')} COLLATE "C",
      one.from_earliest, one.to_latest, CAST(ARRAY[] AS text[]) COLLATE "C"
    FROM facts one WHERE one.id = ANY($1) AND ${isStated('one')}
    UNION ALL
    SELECT way.one_id, way.part_id, ${homeOf('next.entity_id')} COLLATE "C", way.from_earliest, way.to_latest, way.path || next.id
    FROM way JOIN facts next ON next.subject_id = ANY(${membersOf('ARRAY[way.home_id]')}) AND ${isStated('next')}
      AND coalesce(next.to_latest, 'infinity') >= coalesce(way.from_earliest, '-infinity')
      AND coalesce(next.from_earliest, '-infinity') <= coalesce(way.to_latest, 'infinity')
    WHERE way.home_id <> way.part_id AND next.id <> ALL(way.path) AND cardinality(way.path) < ${MAX_LENGTH}
  )
  SELECT DISTINCT way.one_id AS id, other.id AS "otherId" FROM way CROSS JOIN unnest(way.path) AS other (id)
  WHERE way.home_id = way.part_id ORDER BY 1, 2`;

/**
 * The facts with which the given ones make an organisation a part of itself, at any depth: not all of a ring can be true at
 * the same time. Merged organisations are one.
 */
export const factsClosingRings = (
  tx: EntityManager,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly otherId: string }[]> => tx.query(RINGS, [ids]);
