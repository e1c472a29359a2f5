import type { EntityManager } from 'typeorm';

/** In the order in which commands lock: a comment is changed under the lock of its post. */
const LOCK_POSTS = `
  SELECT id FROM posts WHERE id IN (SELECT post_id FROM comments WHERE author_id = $1) ORDER BY id FOR NO KEY UPDATE`;

/** Empties the comments and updates all counts in one statement. Comments that are not shown are not in the counts. */
const DELETE_COMMENTS = `
  WITH RECURSIVE own AS (
    SELECT id, post_id, parent_id, NOT deleted AND moderation = 'VISIBLE' AS shown
    FROM comments WHERE author_id = $1
  ), above (id) AS (
    SELECT parent_id FROM own WHERE shown AND parent_id IS NOT NULL
    UNION ALL
    SELECT comments.parent_id FROM above JOIN comments ON comments.id = above.id WHERE comments.parent_id IS NOT NULL
  ), lost AS (
    SELECT id, count(*) AS number FROM above GROUP BY id
  ), emptied AS (
    UPDATE comments SET
      deleted = comments.deleted OR own.id IS NOT NULL,
      body_source = CASE WHEN own.id IS NULL THEN comments.body_source ELSE '' END,
      descendant_count = comments.descendant_count - coalesce(lost.number, 0)
    FROM (SELECT id FROM own UNION SELECT id FROM lost) AS touched
      LEFT JOIN own ON own.id = touched.id LEFT JOIN lost ON lost.id = touched.id
    WHERE comments.id = touched.id
  )
  UPDATE posts SET comment_count = comment_count - gone.number
  FROM (SELECT post_id, count(*) AS number FROM own WHERE shown GROUP BY post_id) AS gone
  WHERE posts.id = gone.post_id`;

/** Empties the member's comments. Replies to them stay. */
export const deleteComments = async (tx: EntityManager, authorId: string): Promise<void> => {
  await tx.query(LOCK_POSTS, [authorId]);
  await tx.query(DELETE_COMMENTS, [authorId]);
};

const DELETE_REACTIONS = `
  WITH own AS (DELETE FROM reactions WHERE member_id = $1 RETURNING target_id)
  UPDATE comments SET reactor_count = reactor_count - 1
  WHERE id IN (SELECT target_id FROM own) AND author_id IS DISTINCT FROM $1`;

/** Deletes the member's reactions. Call it while comments still name their author: reactions to one's own are not counted. */
export const deleteReactions = async (tx: EntityManager, memberId: string): Promise<void> => {
  await tx.query(DELETE_REACTIONS, [memberId]);
};

/** Deletes the reasons that the member gave for revisions, of posts by others too. */
export const deleteReasons = async (tx: EntityManager, editorId: string): Promise<void> => {
  await tx.query('UPDATE post_revisions SET reason = NULL WHERE editor_id = $1', [editorId]);
};

/** The slug is replaced too, because it is made from the title. */
const EMPTY_POSTS = `
  UPDATE posts SET
    state = 'DELETED', scheduled_for = NULL, slug = id, title = '', translated_titles = '{}', summary = NULL, body_source = '', byline = NULL,
    written = NULL, digest = '', search = '', updated_at = $2
  WHERE id = ANY($1)`;
const EMPTY_REVISIONS = `
  UPDATE post_revisions SET title = '', body_source = '', page_sha256 = NULL, reason = NULL WHERE post_id = ANY($1)`;

/** Tables with further parts of a post, and their column with the post's id. Speakers come before their event. */
const PARTS = {
  taggings: 'post_id',
  mentions: 'post_id',
  contributions: 'post_id',
  rsvps: 'post_id',
  article_details: 'id',
  news_details: 'id',
  good_practice_details: 'id',
  challenge_details: 'id',
  event_speakers: 'event_id',
  event_details: 'id',
} as const;

/** Empties posts. Their rows stay, because comments by others and other services refer to them. */
export const deletePosts = async (tx: EntityManager, ids: readonly string[], now: Date): Promise<void> => {
  await tx.query(EMPTY_POSTS, [ids, now]);
  await tx.query(EMPTY_REVISIONS, [ids]);
  for (const [table, column] of Object.entries(PARTS)) {
    await tx.query(`DELETE FROM ${table} WHERE ${column} = ANY($1)`, [ids]);
  }
};
