import type { ExplorerPostQuery } from '../../generated/operations';

type Post = NonNullable<ExplorerPostQuery['post']>;

/** Types of schema.org by kind of post. A kind that is added later is an Article. */
const TYPES: Readonly<Record<string, string>> = { NEWS: 'NewsArticle', EVENT: 'Event' };

const named = (type: string, name: string | null | undefined) => (name ? { '@type': type, name } : undefined);

const eventOf = ({ details }: Post): object => {
  if (details?.__typename !== 'EventDetails') return {};
  const { when, startsAt, endsAt, place, organisers } = details;
  const day = when.precision === 'DAY' ? when.edtf.slice(0, 10) : undefined;
  return {
    startDate: startsAt ?? day,
    endDate: endsAt ?? undefined,
    location: named('Place', place),
    organizer: organisers.flatMap((organiser) => (organiser ? [named('Organization', organiser.name)] : [])),
  };
};

/** The post as linked data of schema.org, for search engines. A property that is not known is absent. */
const jsonLdOf = (post: Post): object => {
  const { kind, title, url, lang, summary, excerpt, publishedAt, updatedAt, author, byline, writtenFor, topics } = post;
  const type = TYPES[kind] ?? 'Article';
  const common = {
    '@context': 'https://schema.org',
    '@type': type,
    url,
    inLanguage: lang,
    description: summary ?? excerpt,
  };
  if (type === 'Event') return { ...common, name: title, ...eventOf(post) };
  return {
    ...common,
    headline: title,
    mainEntityOfPage: url,
    datePublished: publishedAt ?? undefined,
    dateModified: updatedAt,
    author: named('Person', author?.name ?? byline),
    publisher: named('Organization', writtenFor?.name),
    keywords: topics.map(({ label }) => label),
  };
};

/** The feeds of all posts, which readers of feeds find in any page of a post. */
const feedLinks = (site: string) =>
  [
    ['application/atom+xml', 'atom', 'Atom'],
    ['application/feed+json', 'json', 'JSON Feed'],
  ].map(([type, extension, title]) => ({
    rel: 'alternate',
    type,
    title: `Wizness (${title})`,
    href: `${site}/feeds/posts.${extension}`,
  }));

/** What the head of a post's page says to programs: description, address, preview, linked data, feeds. */
export const postHead = (post: Post) => {
  const { title, url, slug, lang, kind, publishedAt } = post;
  const description = post.summary ?? post.excerpt;
  const published = kind === 'EVENT' ? null : publishedAt;
  return {
    meta: [
      { title: `${title} – Wizness` },
      { name: 'description', content: description },
      { property: 'og:type', content: 'article' },
      { property: 'og:site_name', content: 'Wizness' },
      { property: 'og:title', content: title },
      { property: 'og:description', content: description },
      { property: 'og:url', content: url },
      { property: 'og:locale', content: lang.replace('-', '_') },
      ...(published === null ? [] : [{ property: 'article:published_time', content: published }]),
    ],
    links: [{ rel: 'canonical', href: url }, ...feedLinks(url.slice(0, -`/posts/${slug}`.length))],
    scripts: [{ type: 'application/ld+json', children: JSON.stringify(jsonLdOf(post)) }],
  };
};
