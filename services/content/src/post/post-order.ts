import { badArgument, type Order } from '@wizness/kernel';
import { searchQuery } from '../search/post-search';
import { MIN_RATINGS } from '../projection/rating-score.store';
import { PostOrder } from './post.enums';

type Key = Order['keys'][number];

/** Name of the query parameter that RELEVANCE needs. Its value is what `searchedWords` returns for the text. */
export const RELEVANCE_PARAMETER = 'relevanceWords';

const PUBLISHED: Key = { sql: 'COALESCE(post.publishedAt, post.updatedAt)', type: 'timestamptz' };
// Rounded, because a cursor holds the value in decimal and it must compare as equal afterwards.
const RELEVANCE: Key = {
  sql: `round(CAST(ts_rank(post.search, ${searchQuery(RELEVANCE_PARAMETER)}) AS numeric), 6)`,
  type: 'numeric',
};

/** The date of an event is its first possible day, or its last if only that is known. Without one it sorts last. */
const eventDate = (otherwise: string): Key => ({
  sql: `COALESCE(post.eventFrom, post.eventTo, DATE '${otherwise}')`,
  type: 'date',
});

/** Whether a post has enough ratings, and then its score. An index has both. */
const BEST_RATED: readonly Key[] = [
  { sql: `CASE WHEN post.ratingCount >= ${MIN_RATINGS} THEN 1 ELSE 0 END`, type: 'integer' },
  { sql: 'post.ratingScore', type: 'numeric' },
];

const ORDERS: Readonly<Record<PostOrder, readonly [direction: Order['direction'], ...keys: Key[]]>> = {
  NEWEST: ['DESC', PUBLISHED],
  OLDEST: ['ASC', PUBLISHED],
  RECENTLY_UPDATED: ['DESC', { sql: 'post.updatedAt', type: 'timestamptz' }],
  MOST_COMMENTED: ['DESC', { sql: 'post.commentCount', type: 'integer' }],
  BEST_RATED: ['DESC', ...BEST_RATED],
  RELEVANCE: ['DESC', RELEVANCE],
  EVENT_EARLIEST: ['ASC', eventDate('9999-12-31')],
  EVENT_LATEST: ['DESC', eventDate('0001-01-01')],
};

/** Throws BAD_USER_INPUT for RELEVANCE without a text. `words` is the searched text, null if there is none. */
export const postOrder = (orderBy: PostOrder, words: string | null): Order => {
  if (orderBy === PostOrder.RELEVANCE && words === null) {
    const others = Object.values(PostOrder).filter((order) => order !== PostOrder.RELEVANCE);
    throw badArgument(['orderBy'], 'RELEVANCE needs `filter.text`: give a text, or choose another order.', others);
  }
  const [direction, ...keys] = ORDERS[orderBy];
  return { name: `posts ${orderBy}`, direction, keys: [...keys, { sql: 'post.id', type: 'text' }] };
};

/** Whether an order is by the date of publication, in either direction. */
export const isByDate = (order: Order): boolean => order.keys[0] === PUBLISHED;

/** Whether an order ranks posts by how well they match a text. */
export const isByRelevance = (order: Order): boolean => order.keys[0] === RELEVANCE;

/** Matches that RELEVANCE ranks, the newest ones: ranking reads the whole index of each post. */
export const RANKED_MATCHES = 250;

export const NEWEST_FIRST: Order = postOrder(PostOrder.NEWEST, null);
