import { type Clock, ErasureMode, erasureConsumer, type MemberErasure } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { recountSummaries } from '../summary/recount-summaries';
import { deleteRatings } from '../summary/summary-delta';

/** Locks in the order in which commands lock, ratings before summaries, and each by id: so no deadlock can occur. */
const LOCK_SUMMARIES = `
  SELECT subject_id FROM rating_summaries WHERE subject_id IN (
    SELECT subject_id FROM ratings WHERE member_id = $1
    UNION SELECT same.other_id FROM ratings JOIN same_subjects same ON same.id = ratings.subject_id WHERE member_id = $1
  )
  ORDER BY subject_id FOR UPDATE`;

/** All ids of the merged subjects that the member rated. */
const MERGED = `
  SELECT unnest(ARRAY[same.id, same.other_id]) AS id FROM ratings JOIN same_subjects same ON same.id = ratings.subject_id
  WHERE member_id = $1`;
const LOCK_RATINGS = `
  SELECT id FROM ratings WHERE id IN (
    SELECT id FROM ratings WHERE member_id = $1 UNION SELECT rating_id FROM rating_votes WHERE member_id = $1
  )
  ORDER BY id FOR UPDATE`;

const DELETE_OWN_VOTES = `
  WITH deleted AS (DELETE FROM rating_votes WHERE member_id = $1 RETURNING rating_id, helpful)
  UPDATE ratings AS rating
  SET helpful = rating.helpful - CAST(deleted.helpful AS integer),
    unhelpful = rating.unhelpful - CAST(NOT deleted.helpful AS integer)
  FROM deleted WHERE deleted.rating_id = rating.id`;

/** Deletes the votes of others on the ratings that are deleted next. */
const DELETE_VOTES_OF_OTHERS = `
  DELETE FROM rating_votes
  WHERE rating_id IN (SELECT id FROM ratings WHERE member_id = $1 AND ($2 OR taken_back OR status = 'REMOVED'))`;

/** Earlier versions are shown to their author alone. */
const DELETE_HISTORY = `
  DELETE FROM rating_revisions WHERE rating_id IN (SELECT id FROM ratings WHERE member_id = $1)`;

const eraseMember = async (tx: EntityManager, { memberId, mode }: MemberErasure, clock: Clock): Promise<void> => {
  const deletesAll = mode === ErasureMode.DELETE_CONTENT;
  await tx.query(LOCK_RATINGS, [memberId]);
  await tx.query(LOCK_SUMMARIES, [memberId]);
  const merged = await tx.query<{ id: string }[]>(MERGED, [memberId]);
  await tx.query(DELETE_OWN_VOTES, [memberId]);
  await tx.query(DELETE_VOTES_OF_OTHERS, [memberId, deletesAll]);
  await tx.query(DELETE_HISTORY, [memberId]);
  if (deletesAll) await tx.query('DELETE FROM rating_replies WHERE member_id = $1', [memberId]);
  else await tx.query('UPDATE rating_replies SET member_id = NULL WHERE member_id = $1', [memberId]);
  // Ratings that the member took back, or a moderator removed, are deleted in both modes: they are neither shown nor counted.
  await deleteRatings(tx, memberId, deletesAll ? 'all' : 'removed', clock);
  await tx.query('UPDATE ratings SET member_id = NULL WHERE member_id = $1', [memberId]);
  if (merged.length > 0) await recountSummaries(tx, [...new Set(merged.map(({ id }) => id))], clock);
  await tx.query('DELETE FROM reports WHERE member_id = $1', [memberId]);
  await tx.query('DELETE FROM affiliations WHERE member_id = $1', [memberId]);
  await tx.query('UPDATE rateable_subjects SET author_id = NULL WHERE author_id = $1', [memberId]);
};

/** Erases members from this service. Summaries and counts of votes stay equal to a recount. */
export const eraseMembers = erasureConsumer('membership', eraseMember);
