import { badArgument, checkIds, checkList, countedByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { SUBJECT_PREFIXES } from '../subject/subject.enums';
import { joinedHome, joinIdentity } from '../subject/merge/home';
import type { SubjectLoaders } from '../subject/subject.loader';
import { asOf, type Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import { componentsOf } from './components';
import { RelationKind, STATED_KINDS } from './network.enums';
import type { Network, NetworkArguments, NetworkEdge, NetworkPath, ShortestPathsArguments } from './network.types';
import { shortestPaths } from './shortest-paths';

const PREFIXES = Object.values(SUBJECT_PREFIXES);
const [MAX_ROOTS, MAX_DEPTH, MAX_LIMIT, MAX_LENGTH] = [20, 5, 1000, 8];

/** What a relation reaches, as it is now. */
const REACHED = joinedHome('reached', 'relation.to_id');

/** A subject as it is now, and what was merged into it: relations are stated of each. */
const meAndMerged = (id: string): string =>
  `SELECT ${id} UNION ALL SELECT merged.id FROM identities merged WHERE merged.survivor_id = ${id}`;

/** Each of `ids`, as it is now, and each that was merged into it, with what it is now as `home`. */
const withMerged = (
  ids: string,
): string => `SELECT own.id, own.id AS home FROM unnest(CAST(${ids} AS text[])) AS own (id)
  UNION ALL SELECT merged.id, merged.survivor_id FROM identities merged WHERE merged.survivor_id = ANY(${ids})`;
const WITH_MERGED = withMerged(':ids');

/** Throws BAD_USER_INPUT if the number is not 1 to `maximum`. */
const checkNumber = (name: string, value: number, maximum: number): void => {
  if (value >= 1 && value <= maximum) return;
  throw badArgument([name], `\`${name}\` must be between 1 and ${maximum}, not ${value}.`, [`1 to ${maximum}`]);
};

export const createNetworkLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  { subjectById }: Pick<SubjectLoaders, 'subjectById'>,
) => {
  const at = asOf(moment);
  const isShown = (alias: string): string =>
    `${at.holds(alias)} AND ${visible.statedBy(alias)} AND ${alias}.kind = ANY(:kinds)`;
  const select = <Row>(sql: string, kinds: readonly RelationKind[], parameters: object): Promise<Row[]> =>
    db
      .createQueryBuilder()
      .select('*')
      .from(`(${sql})`, 'found')
      .setParameters({ ...visible.parameters, ...at.parameters, kinds, ...parameters })
      .getRawMany<Row>();

  /** Throws BAD_USER_INPUT for an id of another type, or of nothing. */
  const idOf = async (id: string, argument: readonly (string | number)[]): Promise<string> => {
    checkIds([id], PREFIXES, argument);
    const subject = await subjectById.load(id);
    if (subject) return subject.id;
    throw badArgument(argument, `There is no organisation, person, programme or partnership "${id}".`, [
      'ids of subjects',
    ]);
  };

  /** Ids by distance from the roots, in one statement. Each level is sorted before it is cut, so that a cut is always the same. */
  const levelsFrom = (roots: readonly string[], kinds: readonly RelationKind[], depth: number, limit: number) =>
    select<{ depth: number; frontier: string[] }>(
      `WITH RECURSIVE level (depth, frontier, visited) AS (
        SELECT 0, CAST(:roots AS text[]) COLLATE "C", CAST(:roots AS text[]) COLLATE "C"
        UNION ALL
        SELECT level.depth + 1, next.ids, level.visited || next.ids
        FROM level CROSS JOIN LATERAL (
          SELECT array_agg(reached.id ORDER BY reached.id) AS ids FROM (
            SELECT DISTINCT near.id FROM unnest(level.frontier) AS left_from (id) CROSS JOIN LATERAL (
              SELECT DISTINCT ${REACHED} COLLATE "C" AS id FROM (${meAndMerged('left_from.id')}) me (id)
              JOIN relations relation ON relation.from_id = me.id ${joinIdentity('reached', 'relation.to_id')}
              WHERE ${isShown('relation')} AND ${REACHED} <> ALL(level.visited)
              ORDER BY 1 LIMIT CAST(:limit AS integer)
            ) near
            ORDER BY 1 LIMIT CAST(:limit AS integer) - cardinality(level.visited)
          ) reached
        ) next
        WHERE level.depth < CAST(:depth AS integer) AND next.ids IS NOT NULL AND cardinality(level.visited) < CAST(:limit AS integer)
      ) SELECT depth, frontier FROM level ORDER BY depth`,
      kinds,
      { roots, depth, limit },
    );

  const edgesAmong = (ids: readonly string[], kinds: readonly RelationKind[], limit: number) =>
    select<NetworkEdge>(
      `WITH me AS MATERIALIZED (${WITH_MERGED})
        SELECT DISTINCT ON (one.home, other.home, relation.kind)
          one.home AS source, other.home AS target, relation.kind, relation.fact_id AS "factId"
        FROM me one JOIN relations relation ON relation.from_id = one.id JOIN me other ON other.id = relation.to_id
        WHERE one.home <> other.home AND relation.is_forward AND ${isShown('relation')}
        ORDER BY one.home, other.home, relation.kind, relation.fact_id LIMIT CAST(:limit AS integer)`,
      kinds,
      { ids, limit },
    );

  /** Pairs of nodes that take part in the same thing, whether or not that is a node too. */
  const partnersAmong = (ids: readonly string[], limit: number) =>
    select<NetworkEdge>(
      `WITH me AS MATERIALIZED (${WITH_MERGED})
        SELECT DISTINCT ON (mine.home, theirs.home)
          mine.home AS source, theirs.home AS target, '${RelationKind.PARTNER}' AS kind, one.fact_id AS "factId"
        FROM me mine JOIN relations one ON one.from_id = mine.id JOIN relations other ON other.from_id = one.to_id
        JOIN me theirs ON theirs.id = other.to_id
        WHERE mine.home < theirs.home
          AND one.is_forward AND NOT other.is_forward AND ${isShown('one')} AND ${isShown('other')}
        ORDER BY mine.home, theirs.home, one.fact_id LIMIT CAST(:limit AS integer)`,
      [RelationKind.PARTICIPATES],
      { ids, limit },
    );

  const relatedTo = async ({ rootIds, depth, kinds, limit }: NetworkArguments): Promise<Network> => {
    checkList(rootIds, ['rootIds'], MAX_ROOTS);
    if (rootIds.length === 0) throw badArgument(['rootIds'], 'Give at least one root.', [`1 to ${MAX_ROOTS} ids`]);
    checkNumber('depth', depth, MAX_DEPTH);
    checkNumber('limit', limit, MAX_LIMIT);
    const found = await Promise.all(rootIds.map((id, index) => idOf(id, ['rootIds', index])));
    const roots = [...new Set(found)];
    const wanted = kinds ?? STATED_KINDS;
    // One more of each than asked for, to know whether there are more.
    const levels = await levelsFrom(roots, wanted, depth, limit + 1);
    const reached = levels.flatMap(({ depth: distance, frontier }) => frontier.map((id) => ({ id, distance })));
    const kept = reached.slice(0, limit);
    const ids = kept.map(({ id }) => id);
    const edges = [
      ...(await edgesAmong(ids, wanted, limit + 1)),
      ...(wanted.includes(RelationKind.PARTNER) ? await partnersAmong(ids, limit + 1) : []),
    ];
    const shown = edges.slice(0, limit);
    const components = componentsOf(ids, shown);
    return {
      nodes: kept.map((node) => ({ ...node, component: components.get(node.id) ?? 0 })),
      edges: shown,
      truncated: reached.length > limit || edges.length > limit,
    };
  };

  return {
    relatedTo,
    /** Number of things that each entity is related to, once per kind. */
    degreeById: countedByKey<string>((ids) =>
      select<{ key: string; count: string }>(
        `WITH me AS MATERIALIZED (${WITH_MERGED})
          SELECT me.home AS key, count(DISTINCT (${REACHED}, relation.kind)) AS count
          FROM me JOIN relations relation ON relation.from_id = me.id ${joinIdentity('reached', 'relation.to_id')}
          WHERE ${isShown('relation')} AND ${REACHED} <> me.home GROUP BY me.home`,
        STATED_KINDS,
        { ids },
      ),
    ),
    /** At most 10. Empty if there is none. Throws BAD_USER_INPUT for ends that do not exist, and if both are one. */
    pathsBetween: async ({ fromId, toId, kinds, maxLength }: ShortestPathsArguments): Promise<NetworkPath[]> => {
      checkNumber('maxLength', maxLength, MAX_LENGTH);
      const [from, to] = [await idOf(fromId, ['fromId']), await idOf(toId, ['toId'])];
      if (from === to) {
        throw badArgument(['toId'], 'Both ends are one. Give the ids of two entities.', ['ids of distinct entities']);
      }
      const wanted = kinds ?? STATED_KINDS;
      return shortestPaths(from, to, maxLength, {
        next: async (ids, without, limit) =>
          (
            await select<{ id: string }>(
              `WITH me AS MATERIALIZED (${WITH_MERGED})
                SELECT DISTINCT ${REACHED} COLLATE "C" AS id
                FROM me JOIN relations relation ON relation.from_id = me.id ${joinIdentity('reached', 'relation.to_id')}
                WHERE ${isShown('relation')} AND ${REACHED} <> ALL(:without)
                ORDER BY 1 LIMIT CAST(:limit AS integer)`,
              wanted,
              { ids, without, limit },
            )
          ).map(({ id }) => id),
        between: (ids, others) =>
          select(
            `WITH me AS MATERIALIZED (${WITH_MERGED}), they AS MATERIALIZED (${withMerged(':others')})
              SELECT DISTINCT ON (me.home, they.home) me.home AS "from", they.home AS "to",
                relation.is_forward AS "isForward", relation.kind, relation.fact_id AS "factId"
              FROM me JOIN relations relation ON relation.from_id = me.id JOIN they ON they.id = relation.to_id
              WHERE ${isShown('relation')}
              ORDER BY me.home, they.home, relation.kind, relation.fact_id`,
            wanted,
            { ids, others },
          ),
      });
    },
  };
};
