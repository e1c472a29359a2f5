import { uuidOf } from '@wizness/kernel';
import type { FeedDocument } from './feed-document';
import type { FeedPost } from './feed-query';
import { emptyElement, escapeXml, textElement } from './xml';

const itemXml = ({ id, url, title, lang, summary, excerpt, publishedAt, ...post }: FeedPost): string =>
  `<item>${[
    textElement('title', title),
    textElement('link', url),
    `<guid isPermaLink="false">urn:uuid:${uuidOf(id)}</guid>`,
    textElement('pubDate', new Date(publishedAt).toUTCString()),
    textElement('dc:creator', post.author?.name ?? post.byline),
    textElement('dc:language', lang),
    ...post.topics.map(({ slug }) => textElement('category', slug)),
    textElement('description', summary ?? excerpt),
    `<content:encoded>${escapeXml(post.body.html)}</content:encoded>`,
  ].join('')}</item>`;

const link = (rel: string, href: string | null): string => emptyElement('atom:link', { rel, href });

/** RSS 2.0 with the links and the archives of RFC 5005. */
export const writeRss = (feed: FeedDocument): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0"><channel>${[
    textElement('title', feed.title),
    textElement('link', feed.siteUrl),
    textElement('description', 'Posts of the Wizness community.'),
    textElement('lastBuildDate', new Date(feed.updatedAt).toUTCString()),
    link('self', feed.selfUrl),
    feed.isArchive ? '<fh:archive/>' : '',
    link('current', feed.isArchive ? feed.currentUrl : null),
    link('prev-archive', feed.previousUrl),
    link('next-archive', feed.nextUrl),
    ...feed.entries.map(itemXml),
  ]
    .filter((line) => line !== '')
    .join('\n')}
</channel></rss>
`;
