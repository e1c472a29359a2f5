import type { EntityManager } from 'typeorm';
import { ModerationStatus } from '../rating/rating.enums';

/** What of a rating its subject's summary counts. */
export interface Countable {
  readonly score: number;
  readonly reviewBody: string | null;
  readonly status: ModerationStatus;
}

/** Columns of the summary that one rating moves, in the order that {@link tallyOf} gives their parts. */
const TALLIED = ['count', 'sum', 'n1', 'n2', 'n3', 'n4', 'n5', 'review_count'] as const;

/** What one rating adds to its subject's summary: nothing unless it is there and visible. */
const tallyOf = (rating: Countable | null): number[] => {
  if (rating?.status !== ModerationStatus.VISIBLE) return TALLIED.map(() => 0);
  const bucket = [1, 2, 3, 4, 5].map((score) => Number(score === rating.score));
  return [1, rating.score, ...bucket, Number(rating.reviewBody !== null)];
};

/**
 * Takes the subject's summary for the rest of the transaction, so that its ratings change one after the other. False
 * where there is no such subject.
 */
export const lockSummary = async (tx: EntityManager, subjectId: string): Promise<boolean> => {
  const locked: unknown[] = await tx.query(
    `INSERT INTO rating_summaries (subject_id) SELECT id FROM rateable_subjects WHERE id = $1
     ON CONFLICT (subject_id) DO UPDATE SET subject_id = excluded.subject_id RETURNING subject_id`,
    [subjectId],
  );
  return locked.length > 0;
};

/** Moves a locked summary by what a rating of the subject was and what it has become in the table. */
export const moveSummary = async (
  tx: EntityManager,
  subjectId: string,
  was: Countable | null,
  is: Countable,
): Promise<void> => {
  const before = tallyOf(was);
  const difference = tallyOf(is).map((part, index) => part - (before[index] ?? 0));
  const moves = TALLIED.map((column, index) => `${column} = ${column} + $${index + 2}`).join(', ');
  await tx.query(
    `UPDATE rating_summaries SET ${moves}, last_rated_at =
       (SELECT max(updated_at) FROM ratings WHERE subject_id = $1 AND status = '${ModerationStatus.VISIBLE}')
     WHERE subject_id = $1`,
    [subjectId, ...difference],
  );
};

/** What a row called `gone` took away from its subject's summary, in the order of {@link TALLIED}. */
const GONE_TALLY = [
  '1',
  'gone.score',
  ...[1, 2, 3, 4, 5].map((score) => `CAST(gone.score = ${score} AS integer)`),
  'CAST(gone.review_body IS NOT NULL AS integer)',
];

/**
 * Deletes the member's ratings, all of them or those that they took back, and moves the summaries, which must be locked:
 * one statement, because a member has one rating of a subject at most.
 */
export const deleteRatingsOf = async (tx: EntityManager, memberId: string, which: 'all' | 'taken back') => {
  const moves = TALLIED.map((column, index) => `${column} = summary.${column} - ${GONE_TALLY[index]}`).join(', ');
  const { VISIBLE, REMOVED } = ModerationStatus;
  await tx.query(
    `WITH gone AS (
       DELETE FROM ratings WHERE member_id = $1 AND ($2 OR status = '${REMOVED}')
       RETURNING subject_id, score, review_body, status
     )
     UPDATE rating_summaries AS summary SET ${moves}, last_rated_at = (
       SELECT max(updated_at) FROM ratings AS other
       WHERE other.subject_id = summary.subject_id AND other.status = '${VISIBLE}' AND other.member_id IS DISTINCT FROM $1
     )
     FROM gone WHERE gone.subject_id = summary.subject_id AND gone.status = '${VISIBLE}'`,
    [memberId, which === 'all'],
  );
};
