import { badUserInput, fetchPage, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { BY_BAYESIAN_AVERAGE, rankedSubjects } from '../summary/ranking';
import { typeOfKind, typeOfSubject } from './rateable-kind';
import { RateableSubject } from './rateable-subject.entity';
import type { TopRatedArguments } from './rateable.types';

export class SubjectService {
  constructor(private readonly db: EntityManager) {}

  /**
   * Lets a subject be rated. Again with the same kind it changes nothing, with another kind it changes that. Throws
   * BAD_USER_INPUT where the id is not one of that kind.
   */
  async register({ id, kind }: Pick<RateableSubject, 'id' | 'kind'>): Promise<void> {
    const type = typeOfKind(kind);
    if (typeOfSubject(id) !== type) {
      throw badUserInput(`"${id}" is not the id of ${kind}: give the id of a ${type}, as its service minted it.`);
    }
    await this.db.upsert(RateableSubject, { id, kind }, ['id']);
  }

  /** Subjects by Bayesian average, best first. Throws BAD_USER_INPUT where `minCount` is negative. */
  async topRated(args: TopRatedArguments) {
    const { kinds, minCount } = args;
    if (minCount < 0) throw badUserInput(`\`minCount\` must be 0 or more, not ${minCount}.`);
    const query = rankedSubjects(this.db).where('coalesce(summary.count, 0) >= :minCount', { minCount });
    if (kinds) query.andWhere('subject.kind = ANY(CAST(:kinds AS rateable_kind[]))', { kinds });
    return fetchPage(query, BY_BAYESIAN_AVERAGE, readPage(args, BY_BAYESIAN_AVERAGE));
  }
}
