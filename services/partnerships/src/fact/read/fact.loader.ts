import { byKey, countedByKey, groupedByKey, loaderPerArguments } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Citation } from '../../source/citation.entity';
import type { Visible } from '../../visibility/source.visibility';
import { FactContradiction } from '../contradiction/fact-contradiction.entity';
import { createFactLists } from './fact-list';
import { Fact } from '../fact.entity';
import { FactRank, FactStatus } from '../fact.enums';

const visibleFacts = (db: EntityManager, visible: Visible) =>
  db.createQueryBuilder(Fact, 'fact').where(visible.fact('fact'), visible.parameters);

/** Current versions that the viewer may see. */
const currentFacts = (db: EntityManager, visible: Visible) =>
  visibleFacts(db, visible).andWhere('fact.supersededAt IS NULL');

/** Joins the current facts that state the same, and the fact itself even if it is superseded or retracted. */
const SAME_STATEMENT = [
  'same.statementKey = fact.statementKey',
  `(same.id = fact.id OR (same.supersededAt IS NULL AND same.status <> '${FactStatus.RETRACTED}'))`,
].join(' AND ');

export const createFactLoaders = (
  db: EntityManager,
  visible: Visible,
  known: Parameters<typeof createFactLists>[2],
) => {
  const lists = createFactLists(db, visible, known);
  const factById = byKey(
    (ids: readonly string[]) => visibleFacts(db, visible).andWhere('fact.id IN (:...ids)', { ids }).getMany(),
    (fact) => fact.id,
  );
  return {
    factById,
    /** The visible ones of these facts, in the order of `ids`. */
    factsByIds: async (ids: readonly string[]): Promise<Fact[]> =>
      (await Promise.all(ids.map((id) => factById.load(id)))).filter((fact) => fact !== null),
    factBySupersededId: byKey(
      (ids: readonly string[]) =>
        visibleFacts(db, visible).andWhere('fact.supersedesId IN (:...ids)', { ids }).getMany(),
      (fact) => fact.supersedesId ?? '',
    ),
    ...lists,
    /** Pairs with the current, not retracted facts that contradict a fact, in the order recorded. */
    contradictionsByFactId: groupedByKey(
      (ids: readonly string[]) =>
        db
          .createQueryBuilder(FactContradiction, 'pair')
          .innerJoin(
            Fact,
            'other',
            `other.id = pair.otherId AND other.supersededAt IS NULL AND other.status <> '${FactStatus.RETRACTED}'`,
          )
          .where('pair.factId IN (:...ids)', { ids })
          .orderBy('other.recordedAt')
          .addOrderBy('other.id')
          .getMany(),
      (pair) => pair.factId,
    ),
    independentSourcesByFactId: countedByKey<string>((ids) =>
      db
        .createQueryBuilder(Fact, 'fact')
        .innerJoin(Fact, 'same', SAME_STATEMENT)
        .innerJoin(Citation, 'citation', 'citation.factId = same.id')
        .where('fact.id IN (:...ids)', { ids })
        .select('fact.id', 'key')
        .addSelect('count(DISTINCT coalesce(citation.originKey, citation.sourceId))', 'count')
        .groupBy('fact.id')
        .getRawMany<{ key: string; count: string }>(),
    ),
    /** The date to show for a property: best rank first, then highest confidence, then recorded first. */
    bestDate: loaderPerArguments((property: string) =>
      byKey(
        (subjectIds: readonly string[]) =>
          currentFacts(db, visible)
            .andWhere('fact.subjectId IN (:...subjectIds) AND fact.propertyKey = :property', { subjectIds, property })
            .andWhere('fact.dateValue IS NOT NULL AND fact.rank <> :deprecated AND fact.status <> :retracted', {
              deprecated: FactRank.DEPRECATED,
              retracted: FactStatus.RETRACTED,
            })
            .distinctOn(['fact.subjectId'])
            .orderBy('fact.subjectId')
            .addOrderBy('fact.rank')
            .addOrderBy('fact.confidence')
            .addOrderBy('fact.recordedAt')
            .addOrderBy('fact.id')
            .getMany(),
        (fact) => fact.subjectId,
      ),
    ),
  };
};

export type FactLoaders = ReturnType<typeof createFactLoaders>;
