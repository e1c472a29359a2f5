import { ErasureMode, erasureConsumer } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { deleteRatingsOf } from '../summary/summary-delta';

/**
 * Taken in the order in which whoever rates takes them, first the summary and then the rating, and by id among their
 * like: so nobody waits for somebody who waits for them.
 */
const LOCK_SUMMARIES = `
  SELECT subject_id FROM rating_summaries WHERE subject_id IN (SELECT subject_id FROM ratings WHERE member_id = $1)
  ORDER BY subject_id FOR UPDATE`;
const LOCK_RATINGS = `
  SELECT id FROM ratings WHERE id IN (
    SELECT id FROM ratings WHERE member_id = $1 UNION SELECT rating_id FROM rating_votes WHERE member_id = $1
  )
  ORDER BY id FOR UPDATE`;

const TAKE_VOTES_BACK = `
  WITH taken_back AS (DELETE FROM rating_votes WHERE member_id = $1 RETURNING rating_id, helpful)
  UPDATE ratings AS rating
  SET helpful = rating.helpful - CAST(taken_back.helpful AS integer),
    unhelpful = rating.unhelpful - CAST(NOT taken_back.helpful AS integer)
  FROM taken_back WHERE taken_back.rating_id = rating.id`;

/** The votes of others, on ratings that go. */
const DELETE_VOTES = `
  DELETE FROM rating_votes
  WHERE rating_id IN (SELECT id FROM ratings WHERE member_id = $1 AND ($2 OR status = 'REMOVED'))`;

const erase = async (tx: EntityManager, { memberId, mode }: { memberId: string; mode: ErasureMode }): Promise<void> => {
  const all = mode === ErasureMode.DELETE_CONTENT;
  await tx.query(LOCK_SUMMARIES, [memberId]);
  await tx.query(LOCK_RATINGS, [memberId]);
  await tx.query(TAKE_VOTES_BACK, [memberId]);
  await tx.query(DELETE_VOTES, [memberId, all]);
  // What they had taken back themselves nobody sees and nothing counts: it goes in either mode.
  await deleteRatingsOf(tx, memberId, all ? 'all' : 'taken back');
  await tx.query('UPDATE ratings SET member_id = NULL WHERE member_id = $1', [memberId]);
  await tx.query('UPDATE rateable_subjects SET author_id = NULL WHERE author_id = $1', [memberId]);
};

/** Lets a member who has left disappear from here; every summary and every count of votes stays what a recount gives. */
export const memberErasure = erasureConsumer('membership', erase);
