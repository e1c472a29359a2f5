import type { EntityManager } from 'typeorm';
import type { Rating } from '../rating/rating.entity';
import { ModerationStatus } from '../rating/rating.enums';

type Counted = Pick<Rating, 'score' | 'reviewBody' | 'status'>;

/** The columns of a summary that count ratings, in the order of {@link contributionOf}. */
const COUNTS = ['count', 'sum', 'n1', 'n2', 'n3', 'n4', 'n5', 'review_count'] as const;

/** What a rating adds to each count: nothing unless it exists and is visible. */
const contributionOf = (rating: Counted | null): number[] => {
  if (rating?.status !== ModerationStatus.VISIBLE) return COUNTS.map(() => 0);
  const buckets = [1, 2, 3, 4, 5].map((score) => Number(score === rating.score));
  return [1, rating.score, ...buckets, Number(rating.reviewBody !== null)];
};

/**
 * Locks the summary of a subject until the transaction ends, so that its ratings change one after the other. Returns false
 * if there is no such subject.
 */
export const lockSummary = async (tx: EntityManager, subjectId: string): Promise<boolean> => {
  const locked: unknown[] = await tx.query(
    `INSERT INTO rating_summaries (subject_id) SELECT id FROM rateable_subjects WHERE id = $1
     ON CONFLICT (subject_id) DO UPDATE SET subject_id = excluded.subject_id RETURNING subject_id`,
    [subjectId],
  );
  return locked.length > 0;
};

/** Adds to a locked summary the difference between a rating of the subject before and after a change. */
export const updateSummary = async (
  tx: EntityManager,
  subjectId: string,
  before: Counted | null,
  after: Counted,
): Promise<void> => {
  const subtracted = contributionOf(before);
  const delta = contributionOf(after).map((value, index) => value - (subtracted[index] ?? 0));
  const assignments = COUNTS.map((column, index) => `${column} = ${column} + $${index + 2}`).join(', ');
  await tx.query(
    `UPDATE rating_summaries SET ${assignments}, last_rated_at =
       (SELECT max(updated_at) FROM ratings WHERE subject_id = $1 AND status = '${ModerationStatus.VISIBLE}')
     WHERE subject_id = $1`,
    [subjectId, ...delta],
  );
};

/** {@link contributionOf} in SQL, for a visible row `deleted`. */
const DELETED_CONTRIBUTION = [
  '1',
  'deleted.score',
  ...[1, 2, 3, 4, 5].map((score) => `CAST(deleted.score = ${score} AS integer)`),
  'CAST(deleted.review_body IS NOT NULL AS integer)',
];

/**
 * Deletes all ratings of a member, or only those that the member removed, and updates the summaries, which must be locked.
 * One statement is enough because a member has at most one rating of a subject.
 */
export const deleteRatings = async (tx: EntityManager, memberId: string, which: 'all' | 'removed'): Promise<void> => {
  const assignments = COUNTS.map((column, index) => `${column} = summary.${column} - ${DELETED_CONTRIBUTION[index]}`);
  const { VISIBLE, REMOVED } = ModerationStatus;
  await tx.query(
    `WITH deleted AS (
       DELETE FROM ratings WHERE member_id = $1 AND ($2 OR status = '${REMOVED}')
       RETURNING subject_id, score, review_body, status
     )
     UPDATE rating_summaries AS summary SET ${assignments.join(', ')}, last_rated_at = (
       SELECT max(updated_at) FROM ratings AS other
       WHERE other.subject_id = summary.subject_id AND other.status = '${VISIBLE}' AND other.member_id IS DISTINCT FROM $1
     )
     FROM deleted WHERE deleted.subject_id = summary.subject_id AND deleted.status = '${VISIBLE}'`,
    [memberId, which === 'all'],
  );
};
