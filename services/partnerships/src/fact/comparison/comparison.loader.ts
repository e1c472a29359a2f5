import { badArgument, checkIds, checkList } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { SUBJECT_PREFIXES } from '../../subject/subject.enums';
import { joinedHome } from '../../subject/merge/home';
import type { IdentityLoaders } from '../../subject/merge/identity.loader';
import type { SubjectLoaders } from '../../subject/subject.loader';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import { Fact } from '../fact.entity';
import type { FactLoaders } from '../read/fact.loader';
import type { Comparison, ComparisonArguments, ComparisonRow } from './comparison.types';

const [MIN_SUBJECTS, MAX_SUBJECTS] = [2, 10];
const MAX_ROWS = 200;
const ACCEPTED = `${MIN_SUBJECTS} to ${MAX_SUBJECTS} ids`;

const HOME = joinedHome('identity', 'fact.subject_id');

/** What is compared in one row. */
const ROW = ['fact.property_key', 'fact.measure', 'fact.unit_code'] as const;
const BEST = `fact.rank, (fact.country IS NOT NULL OR fact.dimension_values <> '{}'), coalesce(fact.from_latest, fact.due_latest) DESC NULLS LAST,
  fact.confidence, fact.known_from DESC, fact.id`;

export const createComparisonLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  loaders: Pick<SubjectLoaders, 'subjectById'> &
    Pick<FactLoaders, 'factsByIds' | 'filterOf'> &
    Pick<IdentityLoaders, 'membersOf'>,
) => {
  const at = asOf(moment);

  /** Throws BAD_USER_INPUT for a subject that does not exist, and for two ids of one subject. */
  const subjectsOf = async (ids: readonly string[]) => {
    checkList(ids, ['subjectIds'], MAX_SUBJECTS);
    if (ids.length < MIN_SUBJECTS) {
      throw badArgument(['subjectIds'], 'A comparison needs at least two subjects. Give another id.', [ACCEPTED]);
    }
    checkIds(ids, Object.values(SUBJECT_PREFIXES), ['subjectIds']);
    const subjects = await loaders.subjectById.loadMany(ids);
    return subjects.map((subject, index) => {
      if (!subject)
        throw badArgument(['subjectIds', index], `There is no subject "${ids[index]}".`, ['ids of subjects']);
      const first = subjects.findIndex((each) => each?.id === subject.id);
      if (first === index) return subject;
      const message = `"${ids[index]}" and "${ids[first]}" are one subject. Give one of them only.`;
      throw badArgument(['subjectIds', index], message, ['ids of distinct subjects']);
    });
  };

  return {
    compare: async ({ subjectIds, filter }: ComparisonArguments): Promise<Comparison> => {
      const subjects = await subjectsOf(subjectIds);
      const where = await loaders.filterOf(filter);
      const best = where(
        db
          .createQueryBuilder(Fact, 'fact')
          .leftJoin('identities', 'identity', 'identity.id = fact.subject_id')
          .where(`${visible.fact('fact')} AND ${at.holds('fact')}`, { ...visible.parameters, ...at.parameters }),
      ).andWhere('fact.subject_id IN (:...compared)', {
        compared: await loaders.membersOf(subjects.map(({ id }) => id)),
      });
      if (filter == null) best.andWhere(`fact.status = 'ACCEPTED'`);
      const rows = ROW.join(', ');
      best
        .select(`DISTINCT ON (${rows}, ${HOME}) fact.id`, 'id')
        .addSelect(HOME, 'subject')
        .addSelect(`dense_rank() OVER (ORDER BY ${rows})`, 'place')
        .orderBy(`${rows}, ${HOME}, ${BEST}`);
      const found = await db
        .createQueryBuilder()
        .select('*')
        .from(`(${best.getQuery()})`, 'best')
        .where('best.place <= :maximum', { maximum: MAX_ROWS })
        .orderBy('best.place')
        .setParameters({ ...best.getParameters(), maximum: MAX_ROWS })
        .getRawMany<{ id: string; subject: string; place: string }>();
      const facts = new Map((await loaders.factsByIds(found.map(({ id }) => id))).map((fact) => [fact.id, fact]));
      const byPlace = new Map<string, typeof found>();
      for (const each of found) byPlace.set(each.place, [...(byPlace.get(each.place) ?? []), each]);
      return {
        subjects,
        rows: [...byPlace.values()].flatMap((cells): ComparisonRow[] => {
          const first = facts.get(cells[0]?.id ?? '');
          if (!first) return [];
          const { propertyKey, measure, unitCode } = first;
          const ofSubject = subjects.map(({ id }) => facts.get(cells.find(({ subject }) => subject === id)?.id ?? ''));
          return [{ propertyKey, measure, unitCode, facts: ofSubject.map((fact) => fact ?? null) }];
        }),
      };
    },
  };
};
