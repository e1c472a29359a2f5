/** Rows that differ between what is stored and what is counted again. Each query answers nothing if all is right. */
export const CONTENT_LAWS = {
  'comments of a post': `
    SELECT post.id FROM posts post WHERE comment_count <> (SELECT count(*) FROM comments
      WHERE post_id = post.id AND NOT deleted AND moderation = 'VISIBLE')`,
  'comments below a comment': `
    WITH RECURSIVE below (root, id) AS (
      SELECT parent_id, id FROM comments WHERE parent_id IS NOT NULL
      UNION ALL SELECT below.root, comments.id FROM below JOIN comments ON comments.parent_id = below.id
    )
    SELECT one.id FROM comments one WHERE descendant_count <> (SELECT count(*) FROM below
      JOIN comments each ON each.id = below.id WHERE below.root = one.id AND NOT each.deleted AND each.moderation = 'VISIBLE')`,
  'members who reacted to a comment': `
    SELECT one.id FROM comments one WHERE reactor_count <> (SELECT count(DISTINCT member_id) FROM reactions
      WHERE target_id = one.id AND member_id IS DISTINCT FROM one.author_id)`,
  'the depth of a comment': `
    SELECT one.id FROM comments one LEFT JOIN comments parent ON parent.id = one.parent_id
    WHERE one.depth <> coalesce(parent.depth + 1, 0) OR one.post_id <> coalesce(parent.post_id, one.post_id)`,
  'the status of a post, by its strictest measure': `
    SELECT id FROM posts WHERE moderation <> coalesce((SELECT max(status) FROM measures
      WHERE target_id = posts.id AND lifted_at IS NULL), 'VISIBLE')`,
  'the status of a comment, by its strictest measure': `
    SELECT id FROM comments WHERE moderation <> coalesce((SELECT max(status) FROM measures
      WHERE target_id = comments.id AND lifted_at IS NULL), 'VISIBLE')`,
  'the log of a comment': `
    SELECT one.id FROM comments one WHERE (NOT one.deleted AND one.moderation = 'VISIBLE') <> (
      SELECT coalesce((payload ->> 'visible')::boolean, true) FROM events
      WHERE subject = one.id AND type IN ('CommentAdded', 'CommentChanged') ORDER BY position DESC LIMIT 1)`,
  'places of an event': `
    SELECT id FROM event_details WHERE (going_count, waiting_count) <> (
      SELECT count(*) FILTER (WHERE status = 'GOING'), count(*) FILTER (WHERE status = 'WAITING') FROM rsvps
      WHERE rsvps.post_id = event_details.id)
    OR going_count > capacity OR (waiting_count > 0 AND going_count < capacity)`,
  'the log of a post': `
    SELECT one.id FROM posts one WHERE (one.state = 'PUBLISHED' AND one.moderation = 'VISIBLE') <> (
      SELECT (payload ->> 'published')::boolean FROM events
      WHERE subject = one.id AND type LIKE 'Post%' ORDER BY position DESC LIMIT 1)`,
} as const;

/** The same for notifications, in the database of all services. */
export const NOTIFICATION_LAWS = {
  'a notification for each cause once': `
    SELECT member_id, cause FROM notification_sources GROUP BY 1, 2 HAVING count(*) > 1`,
  'the count of a notification': `
    SELECT id FROM notifications WHERE count <> (SELECT count(*) FROM notification_sources WHERE notification_id = notifications.id)`,
  'no news of what its author did': 'SELECT cause FROM notification_sources WHERE actor_id = member_id',
} as const;

/** The same for ratings. */
export const RATING_LAWS = {
  'the summary of a subject': `
    SELECT subject_id FROM rating_summaries summary WHERE (count, sum, n1, n2, n3, n4, n5, review_count) <> (
      SELECT count(*), coalesce(sum(score), 0), count(*) FILTER (WHERE score = 1), count(*) FILTER (WHERE score = 2),
        count(*) FILTER (WHERE score = 3), count(*) FILTER (WHERE score = 4), count(*) FILTER (WHERE score = 5), count(review_body)
      FROM ratings WHERE subject_id = summary.subject_id AND status = 'VISIBLE' AND NOT taken_back)`,
  'the votes of a rating': `
    SELECT id FROM ratings one WHERE (helpful, unhelpful) <> (SELECT count(*) FILTER (WHERE vote.helpful),
      count(*) FILTER (WHERE NOT vote.helpful) FROM rating_votes vote WHERE vote.rating_id = one.id)`,
  'the status of a rating, by its strictest measure': `
    SELECT id FROM ratings WHERE status <> coalesce((SELECT max(status) FROM measures
      WHERE target_id = ratings.id AND lifted_at IS NULL), 'VISIBLE')`,
  'the log of a summary': `
    SELECT subject_id FROM rating_summaries summary WHERE (count, sum) <> (
      SELECT (payload ->> 'count')::int, (payload ->> 'sum')::int FROM events
      WHERE subject = summary.subject_id AND type = 'RatingSummaryChanged' ORDER BY position DESC LIMIT 1)`,
  'the number of revisions of a rating': `
    SELECT id FROM ratings WHERE revision <> 1 + (SELECT count(*) FROM rating_revisions WHERE rating_id = ratings.id)`,
} as const;

/** The names of the laws that rows of a service break. */
export const brokenLaws = async (
  db: { query(sql: string): Promise<unknown> },
  laws: Readonly<Record<string, string>>,
): Promise<string[]> => {
  const broken: string[] = [];
  for (const [name, query] of Object.entries(laws)) {
    const rows = (await db.query(query)) as unknown[];
    if (rows.length > 0) broken.push(name);
  }
  return broken;
};
