import { badArgument, byKey, checkList, fetchPage, type Identity, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { BY_BAYESIAN_AVERAGE, rankedSubjects } from '../summary/ranking';
import { typeOfSubject } from './subject-type';
import { Subject } from './subject.entity';
import type { TopRatedArguments } from './subject.types';
import { visibleSubjects } from './subject.visibility';

const subjectsById = async (db: EntityManager, identity: Identity, ids: readonly string[]): Promise<Subject[]> => {
  const { sql, parameters } = visibleSubjects(identity);
  return db
    .createQueryBuilder(Subject, 'subject')
    .where('subject.id = ANY(:ids)', { ids: ids.filter(typeOfSubject) })
    .andWhere(sql, parameters)
    .getMany();
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
  const query = rankedSubjects(db)
    .where('coalesce(summary.count, 0) >= :minCount', { minCount })
    .andWhere(sql, parameters);
  if (kinds) query.andWhere('subject.kind = ANY(CAST(:kinds AS rateable_kind[]))', { kinds });
  return fetchPage(query, BY_BAYESIAN_AVERAGE, readPage(args, BY_BAYESIAN_AVERAGE));
};

export const createSubjectLoaders = (db: EntityManager, identity: Identity) => ({
  /** Null for a subject that does not exist or that the viewer may not see. */
  subjectById: byKey(
    (ids: readonly string[]) => subjectsById(db, identity, ids),
    (subject) => subject.id,
  ),
  /** A page of the visible subjects by Bayesian average, best first. Throws BAD_USER_INPUT for a negative `minCount`. */
  topRated: (args: TopRatedArguments) => topRated(db, identity, args),
});
