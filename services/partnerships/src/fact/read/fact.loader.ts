import {
  asShortRead,
  byKey,
  countedByKey,
  groupedByKey,
  loaderPerArguments,
  type ForwardPageArguments,
  type Order,
  pagedByKey,
  readPage,
  rowsByKey,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Citation } from '../../source/citation.entity';
import type { Visible } from '../../visibility/source.visibility';
import { FactContradiction } from '../contradiction/fact-contradiction.entity';
import type { asOf } from '../../time/moment';
import { sameStatements } from '../value/same-statement';
import { createFactLists } from './fact-list';
import { Fact } from '../fact.entity';
import { Confidence, FactRank, FactStatus } from '../fact.enums';

const visibleFacts = (db: EntityManager, visible: Visible) =>
  db.createQueryBuilder(Fact, 'fact').where(visible.fact('fact'), visible.parameters);

const LATEST_VERSION: Order = {
  name: 'versions',
  direction: 'DESC',
  keys: [{ sql: 'fact.version', type: 'integer' }],
};

const NOT_RETRACTED = `status <> '${FactStatus.RETRACTED}'`;

const RANKS = Object.values(FactRank);
const CONFIDENCES = Object.values(Confidence);

/** The fact to show: best rank first, then highest confidence, then recorded first. Undefined if there is none. */
export const bestOf = (facts: readonly Fact[]): Fact | undefined =>
  facts.toSorted(
    (a, b) =>
      RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
      CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
      a.knownFrom.getTime() - b.knownFrom.getTime() ||
      (a.id < b.id ? -1 : 1),
  )[0];

export const createFactLoaders = (
  db: EntityManager,
  visible: Visible,
  at: ReturnType<typeof asOf>,
  known: Parameters<typeof createFactLists>[3],
) => {
  /** The facts known at the moment that state the same, and the fact itself even if it is superseded or retracted. */
  const sameAsFact = sameStatements(
    'fact',
    (same) => `(${same}.id = fact.id OR (${at.known(same)} AND ${same}.${NOT_RETRACTED}))`,
  );
  const lists = createFactLists(db, visible, at, known);
  const where = { table: 'fact', sql: visible.fact('fact'), parameters: visible.parameters };
  const factById = byKey(rowsByKey(db, Fact, 'id', { where }), (fact) => fact.id);
  return {
    factById,
    /** The visible ones of these facts, in the order of `ids`. */
    factsByIds: async (ids: readonly string[]): Promise<Fact[]> =>
      (await Promise.all(ids.map((id) => factById.load(id)))).filter((fact) => fact !== null),
    factBySupersededId: byKey(rowsByKey(db, Fact, 'supersedesId', { where }), (fact) => fact.supersedesId ?? ''),
    ...lists,
    /** All versions of a claim, the latest first, by its `lineageId`. */
    versionsByLineageId: loaderPerArguments((args: ForwardPageArguments) =>
      pagedByKey<Fact>({
        query: () => visibleFacts(db, visible),
        parent: 'fact.lineageId',
        parentOf: (fact) => fact.lineageId,
        order: LATEST_VERSION,
        page: readPage(args, LATEST_VERSION),
      }),
    ),
    /** Pairs with the not retracted facts, known at the moment, that contradict a fact, in the order recorded. */
    contradictionsByFactId: groupedByKey(
      (ids: readonly string[]) =>
        asShortRead(db.createQueryBuilder(FactContradiction, 'pair'))
          .innerJoin(
            Fact,
            'other',
            `other.id = pair.otherId AND ${at.known('other')} AND other.${NOT_RETRACTED}`,
            at.parameters,
          )
          .where('pair.factId IN (:...ids)', { ids })
          .orderBy('other.knownFrom')
          .addOrderBy('other.id')
          .getMany(),
      (pair) => pair.factId,
    ),
    independentSourcesByFactId: countedByKey<string>((ids) =>
      db
        .createQueryBuilder()
        .from(
          `(SELECT fact.id AS fact_id, same.id FROM facts fact CROSS JOIN LATERAL (${sameAsFact}) same WHERE fact.id IN (:...ids))`,
          'same',
        )
        .innerJoin(Citation, 'citation', 'citation.factId = same.id')
        .setParameters({ ids, ...at.parameters })
        .select('same.fact_id', 'key')
        .addSelect('count(DISTINCT coalesce(citation.originKey, citation.sourceId))', 'count')
        .groupBy('same.fact_id')
        .getRawMany<{ key: string; count: string }>(),
    ),
    /** The fact with the date to show for a property, see {@link bestOf}. Empty if there is none. */
    bestDates: loaderPerArguments((property: string) =>
      groupedByKey(
        (subjectIds: readonly string[]) =>
          asShortRead(visibleFacts(db, visible))
            .andWhere(at.holds('fact'), at.parameters)
            .andWhere('fact.subjectId IN (:...subjectIds) AND fact.propertyKey = :property', { subjectIds, property })
            .andWhere('fact.dateValue IS NOT NULL AND fact.rank <> :deprecated AND fact.status <> :retracted', {
              deprecated: FactRank.DEPRECATED,
              retracted: FactStatus.RETRACTED,
            })
            .distinctOn(['fact.subjectId'])
            .orderBy('fact.subjectId')
            .addOrderBy('fact.rank')
            .addOrderBy('fact.confidence')
            .addOrderBy('fact.knownFrom')
            .addOrderBy('fact.id')
            .getMany(),
        (fact) => fact.subjectId,
      ),
    ),
  };
};

export type FactLoaders = ReturnType<typeof createFactLoaders>;
