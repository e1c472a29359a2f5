import type { ContentContext, PublishedPost } from '@wizness/content';
import type { ImportedSubject } from '@wizness/partnerships';
import type { CitedContent } from './read-content-claims';
import type { PageClaims } from './page-claims';

/** Id of the subject that `key` names; every key was checked before. */
export const idOf = (subjects: ReadonlyMap<string, ImportedSubject>, key: string): string => {
  const subject = subjects.get(key);
  if (!subject) throw new TypeError(`The key "${key}" was used before what it names was written.`);
  return subject.id;
};

/** Topics, series and events that the page tells of; answers the events by key. */
export const writeSurroundings = async (
  content: ContentContext,
  { topics, events, publishedAt }: CitedContent,
  { series = [] }: PageClaims,
  subjects: ReadonlyMap<string, ImportedSubject>,
): Promise<Map<string, PublishedPost>> => {
  await content.topics.defineAll(topics);
  const seriesIds = new Map<string, string>();
  for (const { key, name, organiser } of series) {
    const organiserId = organiser && idOf(subjects, organiser);
    seriesIds.set(key, (await content.series.establish({ name, organiserId })).id);
  }
  const published = new Map<string, PublishedPost>();
  for (const event of events) {
    const post = await content.posts.importEvent({
      slug: event.slug,
      title: event.title,
      lang: event.lang,
      summary: event.summary,
      body: event.body,
      topicSlugs: event.topics,
      publishedAt,
      seriesId: event.series && seriesIds.get(event.series),
      theme: event.themeText,
      when: event.date,
      place: event.place,
      organiserIds: event.organisers.map((key) => idOf(subjects, key)),
      speakers: event.speakers.map(({ position, person, organisation, title }) => ({
        position,
        name: subjects.get(person)?.names[0] ?? person,
        title,
        personId: idOf(subjects, person),
        organisationId: organisation && idOf(subjects, organisation),
      })),
    });
    published.set(event.key, post);
  }
  return published;
};
