import type { EntityManager } from 'typeorm';

/** Changes the comments and the counts in one statement. Comments that were removed before are not in the counts. */
const DELETE_COMMENTS = `
  WITH own AS (
    SELECT id, post_id, removed FROM comments WHERE author_id = $1 FOR NO KEY UPDATE
  ), emptied AS (
    UPDATE comments SET removed = TRUE, body_source = '' FROM own WHERE comments.id = own.id
  )
  UPDATE posts SET comment_count = comment_count - deleted.count
  FROM (SELECT post_id, count(*) AS count FROM own WHERE NOT removed GROUP BY post_id) AS deleted
  WHERE posts.id = deleted.post_id`;

/** Empties the member's comments. Replies to them stay. */
export const deleteComments = async (tx: EntityManager, authorId: string): Promise<void> => {
  await tx.query(DELETE_COMMENTS, [authorId]);
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
