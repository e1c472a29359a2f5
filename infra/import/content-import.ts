import type { ImportedEvent, PageImport } from '@wizness/content';
import type { ImportedSubject } from '@wizness/partnerships';
import type { ContentClaims, ReadEvent } from './read-content-claims';

type SubjectOf = (key: string) => Pick<ImportedSubject, 'id' | 'names'>;

const eventImport = (event: ReadEvent, subjectOf: SubjectOf): ImportedEvent => ({
  key: event.key,
  slug: event.slug,
  title: event.title,
  lang: event.lang,
  summary: event.summary,
  body: event.body,
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
  topicSlugs: claims.topicSlugs,
  topics: claims.topics,
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
