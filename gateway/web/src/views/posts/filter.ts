import type { PostFilter, PostOrder } from '../../generated/operations';
import { listOf, splitKnown } from '../../search';

export const POST_KINDS = ['ARTICLE', 'NEWS', 'EVENT', 'GOOD_PRACTICE', 'CHALLENGE'] as const;
export const POST_ORDERS = ['NEWEST', 'OLDEST', 'MOST_COMMENTED'] as const;

/** The parameters of the list of posts, in its URL. */
export const POST_PARAMETERS = ['kind', 'topic', 'about', 'q', 'from', 'to', 'order', 'after'] as const;

export type PostSearch = { readonly [Key in (typeof POST_PARAMETERS)[number]]?: string };

const DAY = /^\d{4}-\d\d-\d\d$/;

const dayOf = (value: string | undefined): string | null => (value !== undefined && DAY.test(value) ? value : null);

/** Reads the filter of the list of posts from its URL. */
export const readPostSearch = (
  search: PostSearch,
): { readonly filter: PostFilter; readonly orderBy: PostOrder; readonly after: string | null } => {
  const kinds = splitKnown(listOf(search.kind), POST_KINDS).known;
  const [order = 'NEWEST'] = splitKnown(listOf(search.order), POST_ORDERS).known;
  const [from, to] = [dayOf(search.from), dayOf(search.to)];
  return {
    filter: {
      ...(kinds.length > 0 && { kinds: [...kinds] }),
      ...(search.topic !== undefined && { topicSlugs: [...listOf(search.topic)] }),
      ...(search.about !== undefined && { mentionsIds: [...listOf(search.about)] }),
      ...(search.q !== undefined && { text: search.q }),
      ...((from ?? to) !== null && { publishedAt: { from, to } }),
    },
    orderBy: order,
    after: search.after ?? null,
  };
};
