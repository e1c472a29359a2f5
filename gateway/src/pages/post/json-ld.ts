import type { PagePost } from './page-post';

/** Types of schema.org by kind of post. A kind that is added later is an Article. */
const TYPES: Readonly<Record<string, string>> = { NEWS: 'NewsArticle', EVENT: 'Event' };

const named = (type: string, name: string | null | undefined) => (name ? { '@type': type, name } : undefined);

const eventOf = ({ details }: PagePost): object => {
  const { when, startsAt, endsAt, place, organisers = [] } = details ?? {};
  const day = when?.precision === 'DAY' ? when.edtf.slice(0, 10) : undefined;
  return {
    startDate: startsAt ?? day,
    endDate: endsAt ?? undefined,
    location: named('Place', place),
    organizer: organisers.flatMap((organiser) => (organiser ? [named('Organization', organiser.name)] : [])),
  };
};

/** The post as linked data of schema.org, for search engines. A property that is not known is absent. */
export const jsonLdOf = (post: PagePost): object => {
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
    keywords: topics.map((topic) => topic.fr),
  };
};
