import type { ImportedEvent, NewTopic, PageImport } from '@wizness/content';
import type { ImportedSubject } from '@wizness/partnerships';
import { Wording } from '@wizness/kernel';
import type { ContentClaims, ReadEvent, ReadTopic } from './read-content-claims';

type SubjectOf = (key: string) => Pick<ImportedSubject, 'id' | 'names'>;

const eventImport = (event: ReadEvent, subjectOf: SubjectOf): ImportedEvent => ({
  key: event.key,
  slug: event.slug,
  title: event.title,
  lang: event.lang,
  summary: event.summary,
  body: event.body,
  reason: event.wordingNote,
  topicSlugs: event.topics,
  seriesKey: event.series,
  details: {
    theme: event.themeText,
    when: event.date,
    place: event.place,
    organiserIds: event.organisers.map((key) => subjectOf(key).id),
    speakers: event.speakers.map(({ position, person, organisation, title }) => ({
      position,
      name: subjectOf(person).names[0] ?? person,
      title,
      personId: subjectOf(person).id,
      organisationId: organisation && subjectOf(organisation).id,
    })),
  },
});

/** A passage of the page outside of its body, such as the title, is in no post. */
const topicImport = ({ definition, ...topic }: ReadTopic, { id, page }: Pick<PageImport, 'id' | 'page'>): NewTopic => {
  if (!definition) return topic;
  const { text, lang } = definition;
  const texts = { definition: { [lang]: text } };
  if (definition.wording === Wording.REVIEWER) {
    const { wording, reviewer } = definition;
    return { ...topic, ...texts, definitionOrigins: { [lang]: { wording, reviewer } } };
  }
  const { wording, place } = definition;
  const isInBody = place !== null && place.start >= page.bodyStart && place.end <= page.bodyEnd;
  const quotedFrom =
    isInBody && id !== undefined
      ? { postId: id, start: place.start - page.bodyStart, end: place.end - page.bodyStart }
      : null;
  return { ...topic, ...texts, definitionOrigins: { [lang]: { wording, quotedFrom } } };
};

/** What content imports: a page and content's part of its claims. `subjectOf` returns the subject with a key of the file. */
export const contentImport = (
  post: Pick<PageImport, 'id' | 'slug' | 'page' | 'lang'>,
  claims: ContentClaims,
  subjectOf: SubjectOf,
): PageImport => ({
  ...post,
  kind: claims.kind,
  publishedAt: claims.publishedAt,
  byline: claims.byline,
  written: claims.written,
  topicSlugs: claims.topicSlugs.length > 0 ? claims.topicSlugs : undefined,
  topics: claims.topics.map((topic) => topicImport(topic, post)),
  series: claims.series.map(({ key, name, organiser, sameAs, distinctFrom }) => ({
    key,
    name,
    organiserId: organiser && subjectOf(organiser).id,
    sameAsId: sameAs ?? null,
    distinctFromIds: distinctFrom ?? [],
  })),
  events: claims.events.map((event) => eventImport(event, subjectOf)),
  reportsOn: claims.reportsOn,
  explicitMentions: claims.mentions.map(({ target, surface, occurrence }) => ({
    id: subjectOf(target).id,
    surface,
    occurrence,
  })),
});
