import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Connection } from '../data/connection';
import { byKey } from '../data/loader';
import { type PagedByKey, pagedByKey } from '../data/page-query';
import { idPrefix } from '../values/clock';

/** Prefixes of the ids of subjects that can be merged. */
const MERGEABLE: readonly string[] = ['org', 'person'];

const GROUPS = `
  SELECT given.id, home.id AS home, ARRAY(SELECT merged.id FROM merged_subjects merged WHERE merged.survivor_id = home.id ORDER BY 1) AS merged
  FROM unnest($1::text[]) given (id) CROSS JOIN LATERAL (
    SELECT coalesce((SELECT merged.survivor_id FROM merged_subjects merged WHERE merged.id = given.id), given.id) AS id) home`;

interface Group {
  readonly id: string;
  readonly home: string;
  readonly merged: readonly string[];
}

/** SQL of the ids of a subject whose id is given in SQL: itself, and those that are one with it. */
export const idsOfSubject = (id: string): string =>
  `(SELECT ${id} UNION ALL SELECT same.other_id FROM same_subjects same WHERE same.id = ${id})`;

/** Which ids are of one subject. */
export const createMergeLoaders = (db: EntityManager) => {
  const groupById = byKey(
    (ids: readonly string[]) => db.query<Group[]>(GROUPS, [ids]),
    ({ id }) => id,
  );
  return {
    /** All ids of the subject with this id: first what it is now, then what was merged into that. */
    idsOfSubject: async (id: string): Promise<readonly [string, ...string[]]> => {
      const group = MERGEABLE.includes(idPrefix(id) ?? '') ? await groupById.load(id) : null;
      return group ? [group.home, ...group.merged] : [id];
    },
  };
};

export type MergeLoaders = ReturnType<typeof createMergeLoaders>;

export interface PagedBySubject<Row extends ObjectLiteral> extends PagedByKey<Row> {
  readonly merges: MergeLoaders;
  /** Keeps one of the rows of the ids `:subjectIds` that are the same to a reader, in SQL. */
  readonly once: string;
}

/** As `pagedByKey`, for parents that can be merged: of each, the rows of all its ids. */
export const pagedBySubject = <Row extends ObjectLiteral>({ merges, once, ...paged }: PagedBySubject<Row>) => {
  const pages = pagedByKey(paged);
  const ofMerged = (subjectIds: readonly [string, ...string[]]): Promise<Connection<Row>> => {
    const [home] = subjectIds;
    return pagedByKey<Row>({
      ...paged,
      query: () =>
        paged.query().andWhere(`${paged.parent} = ANY(:subjectIds) AND ${once}`, { subjectIds, subjectId: home }),
      parent: 'CAST(:subjectId AS text)',
      parentOf: () => home,
    }).load(home);
  };
  return {
    load: async (id: string): Promise<Connection<Row>> => {
      const ids = await merges.idsOfSubject(id);
      return ids.length === 1 ? pages.load(ids[0]) : ofMerged(ids);
    },
  };
};
