import {
  appendEvents,
  type Clock,
  createMergeLoaders,
  idPrefix,
  ModerationStatus,
  type NewEvent,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Rating } from '../rating/rating.entity';
import type { Subject } from '../subject/subject.entity';
import { counted, isCounted } from './counted';
import { bayesianAverage } from './ranking';
import { recountMerged } from './recount-summaries';

type Counted = Pick<Rating, 'score' | 'reviewBody' | 'status' | 'takenBack' | 'updatedAt'>;

/** The columns of a summary that count ratings, in the order of {@link contributionOf}. */
const COUNTS = ['count', 'sum', 'n1', 'n2', 'n3', 'n4', 'n5', 'review_count'] as const;

/** What a rating adds to each count: nothing unless it exists and is visible. */
const contributionOf = (rating: Counted | null): number[] => {
  if (!rating || !isCounted(rating)) return COUNTS.map(() => 0);
  const buckets = [1, 2, 3, 4, 5].map((score) => Number(score === rating.score));
  return [1, rating.score, ...buckets, Number(rating.reviewBody !== null)];
};

/** Whether the time of the last rating can only move forwards by a change. */
const isLatest = (before: Counted | null, after: Counted): boolean => {
  const wasCounted = before !== null && isCounted(before);
  return isCounted(after) ? !wasCounted || after.updatedAt >= before.updatedAt : !wasCounted;
};

const ADD = `
  UPDATE rating_summaries AS summary SET last_rated_at = greatest(last_rated_at, $2),
    ${COUNTS.map((column, index) => `${column} = ${column} + $${index + 3}`).join(', ')},
    bayesian_average = ${bayesianAverage('$3', '$4')}
  WHERE subject_id = $1 RETURNING count, sum`;

/** A statement after that which locks the summary, so that it sees the ratings of all who held the lock before. */
const FIND_LAST_TIME = `
  UPDATE rating_summaries SET last_rated_at = (SELECT max(updated_at) FROM ratings WHERE subject_id = $1 AND ${counted('ratings')})
  WHERE subject_id = $1`;

/** All ids of a subject, if it is merged with others. Its summary is locked first: so the answer stays true. */
const mergedIds = async (tx: EntityManager, id: string): Promise<readonly string[] | null> => {
  if (idPrefix(id) !== 'org') return null;
  await tx.query('SELECT FROM rating_summaries WHERE subject_id = $1 FOR UPDATE', [id]);
  const ids = await createMergeLoaders(tx).idsOfSubject(id);
  return ids.length > 1 ? ids : null;
};

/**
 * Adds to the summary of a subject the difference between a rating of it before and after a change; the rating is locked.
 * Returns the event with the new numbers, none if they are the same. The ratings of merged subjects are counted again. All ratings of a subject wait for its summary:
 * nothing but the event comes after it in the transaction.
 */
export const updateSummary = async (
  tx: EntityManager,
  { id, kind }: Pick<Subject, 'id' | 'kind'>,
  before: Counted | null,
  after: Counted,
): Promise<NewEvent[]> => {
  const merged = await mergedIds(tx, id);
  if (merged) return recountMerged(tx, merged);
  const subtracted = contributionOf(before);
  const delta = contributionOf(after).map((value, index) => value - (subtracted[index] ?? 0));
  const ratedAt = isCounted(after) ? after.updatedAt : null;
  const [[summary]] = await tx.query<[{ count: number; sum: number }[], number]>(ADD, [id, ratedAt, ...delta]);
  if (!isLatest(before, after)) await tx.query(FIND_LAST_TIME, [id]);
  if (!summary || delta.every((value) => value === 0)) return [];
  return [{ type: 'RatingSummaryChanged', subject: id, payload: { kind, ...summary } }];
};

/** Appends the events of summaries that changed at once. */
const appendSummaries = async (tx: EntityManager, subjectIds: readonly string[], clock: Clock): Promise<void> => {
  const rows = await tx.query<{ id: string; kind: string; count: number; sum: number }[]>(
    `SELECT subject.id, subject.kind, summary.count, summary.sum FROM rating_summaries AS summary
     JOIN rateable_subjects AS subject ON subject.id = summary.subject_id WHERE subject.id = ANY($1) ORDER BY subject.id`,
    [subjectIds],
  );
  const events = rows.map(({ id, ...payload }) => ({ type: 'RatingSummaryChanged' as const, subject: id, payload }));
  await appendEvents(tx, events, clock);
};

/** {@link contributionOf} in SQL, for a visible row `deleted`. */
const DELETED_CONTRIBUTION = [
  '1',
  'deleted.score',
  ...[1, 2, 3, 4, 5].map((score) => `CAST(deleted.score = ${score} AS integer)`),
  'CAST(deleted.review_body IS NOT NULL AS integer)',
];

/**
 * Deletes all ratings of a member, or only those that are not shown any more, and updates the summaries, which must be
 * locked. One statement is enough because a member has at most one rating of a subject.
 */
export const deleteRatings = async (
  tx: EntityManager,
  memberId: string,
  which: 'all' | 'removed',
  clock: Clock,
): Promise<void> => {
  const assignments = COUNTS.map((column, index) => `${column} = summary.${column} - ${DELETED_CONTRIBUTION[index]}`);
  const [changed] = await tx.query<[{ subject_id: string }[], number]>(
    `WITH deleted AS (
       DELETE FROM ratings WHERE member_id = $1 AND ($2 OR taken_back OR status = '${ModerationStatus.REMOVED}')
       RETURNING subject_id, score, review_body, status, taken_back
     )
     UPDATE rating_summaries AS summary SET ${assignments.join(', ')},
     bayesian_average = ${bayesianAverage('-1', '-deleted.score')}, last_rated_at = (
       SELECT max(updated_at) FROM ratings AS other
       WHERE other.subject_id = summary.subject_id AND ${counted('other')} AND other.member_id IS DISTINCT FROM $1
     )
     FROM deleted WHERE deleted.subject_id = summary.subject_id AND ${counted('deleted')}
     RETURNING summary.subject_id`,
    [memberId, which === 'all'],
  );
  await appendSummaries(
    tx,
    changed.map(({ subject_id: id }) => id),
    clock,
  );
};
