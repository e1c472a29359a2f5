import { type Audience, badUserInput, withoutErasedAuthors } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { typeOfKind, typeOfSubject } from '../subject/subject-type';
import { Subject } from '../subject/subject.entity';
import type { RateableKind } from '../subject/subject.enums';
import { bayesianAverage, NEUTRAL_SCORE } from '../summary/ranking';

export interface NewSubject {
  readonly id: string;
  readonly kind: RateableKind;
  /** Who may see it, if it is a post. A post with no known audience is hidden. */
  readonly audience?: Audience;
}

/** A summary without ratings for a new subject, and the rank among another kind for one whose kind has changed. */
const RANK = `
  INSERT INTO rating_summaries AS summary (subject_id, kind, bayesian_average)
  SELECT subject.id, subject.kind, coalesce(means.mean, ${NEUTRAL_SCORE})
  FROM rateable_subjects subject LEFT JOIN rating_means means ON means.kind = subject.kind
    LEFT JOIN rating_summaries stored ON stored.subject_id = subject.id
  WHERE subject.id = ANY($1) AND stored.kind IS DISTINCT FROM subject.kind ORDER BY subject.id
  ON CONFLICT (subject_id) DO UPDATE SET kind = excluded.kind,
    bayesian_average = ${bayesianAverage('0', '0', 'excluded.bayesian_average')}`;

export class SubjectStore {
  constructor(private readonly tx: EntityManager) {}

  /** As {@link registerAll}, for one subject. */
  register(subject: NewSubject): Promise<void> {
    return this.registerAll([subject]);
  }

  /**
   * Makes subjects rateable, or updates their kinds and audiences; without an audience, the stored one is kept. Throws
   * BAD_USER_INPUT if an id does not belong to its kind. Each id may be given once.
   */
  async registerAll(subjects: readonly NewSubject[]): Promise<void> {
    for (const { id, kind } of subjects) {
      const type = typeOfKind(kind);
      if (typeOfSubject(id) === type) continue;
      throw badUserInput(`"${id}" is not the id of a subject of kind ${kind}: give the id of a ${type}.`);
    }
    const posts = subjects.filter(({ audience }) => audience);
    const audiences = await withoutErasedAuthors(
      this.tx,
      posts.flatMap(({ audience }) => audience ?? []),
    );
    // A statement for each set of columns: those that it does not name keep their values.
    await this.upsert(posts.map(({ id, kind }, index) => ({ id, kind, ...audiences[index] })));
    await this.upsert(subjects.filter(({ audience }) => !audience).map(({ id, kind }) => ({ id, kind })));
    if (subjects.length > 0) await this.tx.query(RANK, [subjects.map(({ id }) => id)]);
  }

  private async upsert(rows: Partial<Subject>[]): Promise<void> {
    if (rows.length > 0) await this.tx.upsert(Subject, rows, ['id']);
  }
}
