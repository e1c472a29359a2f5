import { uuidOf } from '@wizness/kernel';
import type { FeedDocument } from './feed-document';
import type { FeedPost } from './feed-query';
import { emptyElement, escapeXml, textElement } from './xml';

const entryXml = ({ id, url, title, lang, summary, excerpt, publishedAt, updatedAt, ...post }: FeedPost): string =>
  `<entry xml:lang="${escapeXml(lang)}">${[
    textElement('id', `urn:uuid:${uuidOf(id)}`),
    textElement('title', title),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: url }),
    textElement('published', publishedAt),
    textElement('updated', updatedAt),
    `<author>${textElement('name', post.author?.name ?? post.byline ?? 'Wizness')}</author>`,
    ...post.topics.map(({ slug }) => emptyElement('category', { term: slug })),
    textElement('summary', summary ?? excerpt),
    `<content type="html">${escapeXml(post.body.html)}</content>`,
  ].join('')}</entry>`;

/** Atom (RFC 4287) with the links and the archives of RFC 5005. */
export const writeAtom = (feed: FeedDocument): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">${[
    textElement('id', feed.currentUrl),
    textElement('title', feed.title),
    textElement('updated', feed.updatedAt),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: feed.siteUrl }),
    emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl }),
    feed.isArchive ? '<fh:archive/>' : '',
    emptyElement('link', { rel: 'current', href: feed.isArchive ? feed.currentUrl : null }),
    emptyElement('link', { rel: 'prev-archive', href: feed.previousUrl }),
    emptyElement('link', { rel: 'next-archive', href: feed.nextUrl }),
    ...feed.entries.map(entryXml),
  ]
    .filter((line) => line !== '')
    .join('\n')}
</feed>
`;
