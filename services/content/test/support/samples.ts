import { type ContentContext, type NewPost, PostKind, TextFormat } from '@wizness/content';
import type { Transactional } from '@wizness/kernel';
import { autocommit } from './autocommit';

type NewsPost = Extract<NewPost, { kind: PostKind.NEWS }>;

/** A news item, with defaults for everything that a test does not set. */
export const news = (slug: string, more: Partial<NewsPost> = {}): NewsPost => ({
  kind: PostKind.NEWS,
  slug,
  title: `Title of ${slug}`,
  lang: 'en',
  body: { source: 'Some text.', format: TextFormat.PLAIN },
  ...more,
});

/** A valid id of an entity of another service: `member_…`, `org_…`. */
export const idOf = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

/** Publishes posts in this order, so that the last one is the newest. Returns their ids. */
export const publishAll = async (
  context: Transactional<ContentContext>,
  posts: readonly NewPost[],
): Promise<string[]> => {
  const ids: string[] = [];
  for (const post of posts) ids.push((await autocommit(context).posts.publish(post)).post.id);
  return ids;
};
