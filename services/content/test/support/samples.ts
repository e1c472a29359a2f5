import { type ContentContext, type NewPost, PostKind, TextFormat } from '@wizness/content';

type NewsPost = Extract<NewPost, { kind: PostKind.NEWS }>;

/** A news item with what a test does not care about filled in. */
export const news = (slug: string, more: Partial<NewsPost> = {}): NewsPost => ({
  kind: PostKind.NEWS,
  slug,
  title: `Title of ${slug}`,
  lang: 'en',
  body: { source: 'Some text.', format: TextFormat.PLAIN },
  ...more,
});

/** An id of the right form for things of other services: `member_…`, `org_…`. */
export const idOf = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

/** Publishes in order, so that the last one is the newest. */
export const publishAll = async ({ posts }: ContentContext, all: readonly NewPost[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const post of all) ids.push((await posts.publish(post)).post.id);
  return ids;
};
