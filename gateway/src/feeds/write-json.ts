import { uuidOf } from '@wizness/kernel';
import type { FeedDocument } from './feed-document';
import type { FeedPost } from './feed-query';

const itemOf = ({ id, url, title, lang, summary, excerpt, publishedAt, updatedAt, ...post }: FeedPost): object => {
  const author = post.author?.name ?? post.byline;
  return {
    id: `urn:uuid:${uuidOf(id)}`,
    url,
    title,
    language: lang,
    summary: summary ?? excerpt,
    content_html: post.body.html,
    date_published: publishedAt,
    date_modified: updatedAt,
    authors: author === null ? [] : [{ name: author }],
    tags: post.topics.map(({ slug }) => slug),
  };
};

/** JSON Feed 1.1. `next_url` is the archive with the posts before these. */
export const writeJson = (feed: FeedDocument): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.siteUrl,
    feed_url: feed.selfUrl,
    ...(feed.previousUrl !== null && { next_url: feed.previousUrl }),
    items: feed.entries.map(itemOf),
  });
