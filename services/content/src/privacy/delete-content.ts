import type { EntityManager } from 'typeorm';

/** Counts in one statement with the change: of the comments, only those that had not been removed before were counted. */
const DELETE_COMMENTS = `
  WITH theirs AS (
    SELECT id, post_id, removed FROM comments WHERE author_id = $1 FOR NO KEY UPDATE
  ), emptied AS (
    UPDATE comments SET removed = TRUE, body_source = '' FROM theirs WHERE comments.id = theirs.id
  )
  UPDATE posts SET comment_count = comment_count - gone.count
  FROM (SELECT post_id, count(*) AS count FROM theirs WHERE NOT removed GROUP BY post_id) AS gone
  WHERE posts.id = gone.post_id`;

/** Takes away all that the member said about posts: replies stay, and hang on what is empty now. */
export const deleteComments = async (tx: EntityManager, authorId: string): Promise<void> => {
  await tx.query(DELETE_COMMENTS, [authorId]);
};

/** Takes away what the member gave as reasons for changing posts, be it those of others. */
export const deleteReasons = async (tx: EntityManager, editorId: string): Promise<void> => {
  await tx.query('UPDATE post_revisions SET reason = NULL WHERE editor_id = $1', [editorId]);
};

/** A slug is made of a title, and would tell it. */
const EMPTY_POSTS = `
  UPDATE posts SET
    status = 'REMOVED', slug = id, title = '', translated_titles = '{}', summary = NULL, body_source = '', byline = NULL,
    written = NULL, digest = '', search = '', updated_at = $2
  WHERE id = ANY($1)`;
const EMPTY_REVISIONS = `
  UPDATE post_revisions SET title = '', body_source = '', page_sha256 = NULL, reason = NULL WHERE post_id = ANY($1)`;

/** What else a post is made of, by the column that says of which post. Speakers before their event. */
const PARTS = {
  taggings: 'post_id',
  mentions: 'post_id',
  contributions: 'post_id',
  article_details: 'id',
  news_details: 'id',
  good_practice_details: 'id',
  challenge_details: 'id',
  event_speakers: 'event_id',
  event_details: 'id',
} as const;

/** Leaves of posts nothing but their places: comments by others hang on them, and other services know their ids. */
export const deletePosts = async (tx: EntityManager, ids: readonly string[], now: Date): Promise<void> => {
  await tx.query(EMPTY_POSTS, [ids, now]);
  await tx.query(EMPTY_REVISIONS, [ids]);
  for (const [table, column] of Object.entries(PARTS)) {
    await tx.query(`DELETE FROM ${table} WHERE ${column} = ANY($1)`, [ids]);
  }
};
