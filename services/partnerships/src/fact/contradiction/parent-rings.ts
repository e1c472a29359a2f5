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

/** What an organisation is part of: by the facts that hold at a time of the first one, and by its registered parents. */
const WHOLES = `SELECT fact.id AS fact_id, fact.entity_id AS whole_id FROM facts fact
    WHERE fact.subject_id = ANY(member.ids) AND ${isStated('fact')} AND fact.id <> ALL(way.path)
      AND coalesce(fact.to_latest, 'infinity') >= coalesce(way.from_earliest, '-infinity')
      AND coalesce(fact.from_earliest, '-infinity') <= coalesce(way.to_latest, 'infinity')
  UNION ALL
  SELECT NULL, registered.parent_id FROM organisations registered
    WHERE registered.id = ANY(member.ids) AND registered.parent_id IS NOT NULL`;

const RINGS = `
  WITH RECURSIVE way (one_id, part_id, home_id, from_earliest, to_latest, path, length) AS (
    SELECT one.id, ${homeOf('one.subject_id')} COLLATE "C", ${homeOf('one.entity_id')} COLLATE "C",
      one.from_earliest, one.to_latest, CAST(ARRAY[] AS text[]) COLLATE "C", 1
    FROM facts one WHERE one.id = ANY($1) AND ${isStated('one')}
    UNION ALL
    SELECT way.one_id, way.part_id, ${homeOf('next.whole_id')} COLLATE "C", way.from_earliest, way.to_latest,
      CASE WHEN next.fact_id IS NULL THEN way.path ELSE way.path || next.fact_id END, way.length + 1
    FROM way CROSS JOIN LATERAL (SELECT ${membersOf('ARRAY[way.home_id]')} AS ids) member CROSS JOIN LATERAL (${WHOLES}) next
    WHERE way.home_id <> way.part_id AND way.length < ${MAX_LENGTH}
  )
  SELECT DISTINCT way.one_id AS id, other.id AS "otherId" FROM way LEFT JOIN LATERAL unnest(way.path) AS other (id) ON TRUE
  WHERE way.home_id = way.part_id ORDER BY 1, 2`;

/** A fact that makes an organisation a part of itself. */
export interface ParentRing {
  readonly id: string;
  /** Another fact of the ring. Null for a ring of registered parents and this fact alone. */
  readonly otherId: string | null;
}

/**
 * The facts with which the given ones make an organisation a part of itself, at any depth: not all of a ring can be true at
 * the same time. Registered parents count, at any time. Merged organisations are one.
 */
export const factsClosingRings = (tx: EntityManager, ids: readonly string[]): Promise<ParentRing[]> =>
  tx.query(RINGS, [ids]);
