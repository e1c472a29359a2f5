import { type Audience, badUserInput, fetchPage, type Identity, readPage, withoutErasedAuthor } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { BY_BAYESIAN_AVERAGE, rankedSubjects } from '../summary/ranking';
import { type RateableKind, typeOfKind, typeOfSubject } from '../subject/subject.enums';
import { RateableSubject } from '../subject/subject.entity';
import type { TopRatedArguments } from '../subject/subject.types';
import { visibleSubjects } from '../subject/subject.visibility';

export interface NewSubject {
  readonly id: string;
  readonly kind: RateableKind;
  /** Who may see it, where it is a post: a post that nobody has given one is seen by nobody. */
  readonly audience?: Audience;
}

export class SubjectService {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
  ) {}

  /**
   * Lets a subject be rated. Again with the same kind and audience it changes nothing, with others it changes those;
   * without an audience it keeps the one it has. Throws BAD_USER_INPUT where the id is not one of that kind.
   */
  async register({ id, kind, audience }: NewSubject): Promise<void> {
    const type = typeOfKind(kind);
    if (typeOfSubject(id) !== type) {
      throw badUserInput(`"${id}" is not the id of ${kind}: give the id of a ${type}, as its service minted it.`);
    }
    await this.db.transaction(async (tx) => {
      await tx.upsert(RateableSubject, { id, kind, ...(audience && (await withoutErasedAuthor(tx, audience))) }, [
        'id',
      ]);
    });
  }

  /** Subjects that the viewer may see, by Bayesian average, best first. Throws BAD_USER_INPUT where `minCount` is negative. */
  async topRated(args: TopRatedArguments) {
    const { kinds, minCount } = args;
    if (minCount < 0) throw badUserInput(`\`minCount\` must be 0 or more, not ${minCount}.`);
    const { sql, parameters } = visibleSubjects(this.identity);
    const query = rankedSubjects(this.db)
      .where('coalesce(summary.count, 0) >= :minCount', { minCount })
      .andWhere(sql, parameters);
    if (kinds) query.andWhere('subject.kind = ANY(CAST(:kinds AS rateable_kind[]))', { kinds });
    return fetchPage(query, BY_BAYESIAN_AVERAGE, readPage(args, BY_BAYESIAN_AVERAGE));
  }
}
