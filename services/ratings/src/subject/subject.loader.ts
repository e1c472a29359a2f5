import {
  badArgument,
  byKey,
  checkList,
  fetchPage,
  type Identity,
  type Order,
  readPage,
  rowsByKey,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { hasEnoughRatings } from '../summary/ranking';
import { RatingSummary } from '../summary/rating-summary.entity';
import { typeOfSubject } from './subject-type';
import { Subject } from './subject.entity';
import type { TopRatedArguments } from './subject.types';
import { visibleSubjects } from './subject.visibility';

const subjectsById = (db: EntityManager, identity: Identity) => {
  const read = rowsByKey(db, Subject, 'id', { where: { table: 'subject', ...visibleSubjects(identity) } });
  return (ids: readonly string[]): Promise<Subject[]> => read(ids.filter(typeOfSubject));
};

/** Subjects with few ratings come after all others. An index has the keys, and another one those of each kind. */
const BEST_FIRST: Order = {
  name: 'best rated subjects',
  direction: 'DESC',
  keys: [
    { sql: hasEnoughRatings('summary.count'), type: 'integer' },
    { sql: 'summary.bayesianAverage', type: 'numeric' },
    { sql: 'summary.subjectId', type: 'text' },
  ],
};

const topRated = async (db: EntityManager, identity: Identity, { filter, ...args }: TopRatedArguments) => {
  const { kinds } = filter ?? {};
  const minCount = filter?.minCount ?? 0;
  if (kinds) checkList(kinds, ['filter', 'kinds']);
  if (minCount < 0) {
    const message = `\`filter.minCount\` must be 0 or more, not ${minCount}.`;
    throw badArgument(['filter', 'minCount'], message, ['0 or more']);
  }
  const { sql, parameters } = visibleSubjects(identity);
  const query = db
    .createQueryBuilder(Subject, 'subject')
    .innerJoin(RatingSummary, 'summary', 'summary.subjectId = subject.id')
    .where(sql, parameters)
    .andWhere('NOT EXISTS (SELECT FROM merged_subjects merged WHERE merged.id = subject.id)');
  if (minCount > 0) query.andWhere('summary.count >= :minCount', { minCount });
  // An equality, unlike a list, lets PostgreSQL read an index of the kind in its order.
  if (kinds?.length === 1) query.andWhere('summary.kind = :kind', { kind: kinds[0] });
  else if (kinds) query.andWhere('summary.kind = ANY(CAST(:kinds AS rateable_kind[]))', { kinds });
  return fetchPage(query, BEST_FIRST, readPage(args, BEST_FIRST));
};

export const createSubjectLoaders = (db: EntityManager, identity: Identity) => ({
  /** Null for a subject that does not exist or that the viewer may not see. */
  subjectById: byKey(subjectsById(db, identity), (subject) => subject.id),
  /** A page of the visible subjects, the best rated first. Throws BAD_USER_INPUT for a negative `minCount`. */
  topRated: (args: TopRatedArguments) => topRated(db, identity, args),
});
