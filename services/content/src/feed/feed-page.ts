import { type Condition, type Identity, type Order, type Page } from '@wizness/kernel';
import { NEWEST_FIRST } from '../post/post-order';
import { FOLLOWED_TARGETS, follows, followsOrganisation } from '../projection/followed-targets';
import { published, visibleIn } from '../post/post.visibility';

/** Above this many follows, a walk through the newest posts meets followed ones sooner than a search by each follow. */
const FEW_FOLLOWS = 100;

/**
 * Whether the member follows a post with this alias: its author, the organisation that it is for or about, or one of its topics.
 * A mention of a followed member does not count.
 */
const isFollowed = (post: string): string => `(
  ${follows(`${post}.author_id`)} OR ${followsOrganisation(`${post}.written_for_id`)}
  OR EXISTS (SELECT FROM mentions link WHERE link.post_id = ${post}.id AND link.target_id LIKE 'org\\_%' AND ${followsOrganisation('link.target_id')})
  OR EXISTS (SELECT FROM taggings link WHERE link.post_id = ${post}.id AND ${follows('link.topic_id')})
)`;

/** The order of the feed of `:followerId`. */
export const FOLLOWED_FIRST: Order = {
  name: 'posts of the followed first',
  direction: 'DESC',
  keys: [{ sql: `CASE WHEN ${isFollowed('post')} THEN 1 ELSE 0 END`, type: 'integer' }, ...NEWEST_FIRST.keys],
};

const DATE = 'COALESCE(p.published_at, p.updated_at)';
const COUNT = '(SELECT count(*) FROM follows WHERE member_id = :followerId)';

/**
 * The ids of the posts on a page of the feed and of the next one, as SQL: the followed posts, and then, only if they do not fill
 * the page, the others. Each follow gives its newest posts by an index, so that the cost grows with the follows and the page.
 */
export const idsOnFeedPage = (identity: Identity, { size, from }: Page, followerId: string): Condition => {
  const [isAfterFollowed, time, id] = from ?? [];
  const visible = visibleIn('p', identity);
  const shown = `${published('p')} AND (${visible.sql})`;
  const after = (date: string, post: string): string =>
    `AND (${date}, ${post}) < (CAST(:feedTime AS timestamptz), :feedId)`;
  const afterPost = after(DATE, 'p.id');
  // A cursor among the others leaves no followed post to read.
  const [inFollowed, inOthers] = [isAfterFollowed === '1', isAfterFollowed === '0'];
  const newest = `ORDER BY ${DATE} DESC, p.id DESC LIMIT ${size + 1}`;
  const postsWith = (column: string): string =>
    `SELECT p.id, ${DATE} AS date FROM posts p WHERE p.${column} = followed.target_id AND ${shown} ${inFollowed ? afterPost : ''} ${newest}`;
  const linked = (table: string, condition: string): string =>
    `SELECT link.post_id, link.sorted_at FROM ${table} link JOIN posts p ON p.id = link.post_id
     WHERE ${condition} AND ${shown} ${inFollowed ? after('link.sorted_at', 'link.post_id') : ''}
     ORDER BY link.sorted_at DESC, link.post_id DESC LIMIT ${size + 1}`;
  const byFollow = `
    SELECT found.id FROM (
      SELECT DISTINCT found.date, found.id
      FROM (SELECT target_id FROM (${FOLLOWED_TARGETS}) targets WHERE ${COUNT} <= ${FEW_FOLLOWS}) followed
      CROSS JOIN LATERAL (
        (${postsWith('author_id')}) UNION ALL (${postsWith('written_for_id')})
        UNION ALL (${linked('mentions', `link.target_id = followed.target_id AND link.occurrence = 1 AND followed.target_id LIKE 'org\\_%'`)})
        UNION ALL (${linked('taggings', 'link.topic_id = followed.target_id')})
      ) found
      ORDER BY found.date DESC, found.id DESC LIMIT ${size + 1}
    ) found`;
  const byPost = `
    SELECT p.id FROM posts p WHERE ${COUNT} > ${FEW_FOLLOWS} AND ${shown} AND ${isFollowed('p')} ${inFollowed ? afterPost : ''} ${newest}`;
  const others = `
    SELECT p.id FROM posts p WHERE ${shown} AND NOT ${isFollowed('p')} ${inOthers ? afterPost : ''} ${newest}`;
  const parts = inOthers ? [others] : [byFollow, byPost, others];
  return {
    sql: `SELECT page.id FROM (${parts.map((part) => `(${part})`).join(' UNION ALL ')}) page LIMIT ${size + 1}`,
    parameters: { ...visible.parameters, followerId, ...(from && { feedTime: time, feedId: id }) },
  };
};
