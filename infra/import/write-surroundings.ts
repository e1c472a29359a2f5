import type { ContentContext } from '@wizness/content';
import type { ImportedSubject } from '@wizness/partnerships';
import type { CitedContent } from './cited-content';
import { ImportError } from './import-error';
import type { PageClaims } from './page-claims';

/** Topics, series and events that the page tells of; answers the ids of the events by key. */
export const writeSurroundings = async (
  content: ContentContext,
  { topics, events }: CitedContent,
  { series = [], document }: PageClaims,
  subjects: ReadonlyMap<string, ImportedSubject>,
): Promise<Map<string, string>> => {
  const idOf = (key: string): string => {
    const subject = subjects.get(key);
    if (!subject) throw new ImportError(`The claims file names "${key}", which it does not define.`);
    return subject.id;
  };
  await content.topics.defineAll(topics);
  const seriesIds = new Map<string, string>();
  for (const { key, name, organiser } of series) {
    const organiserId = organiser && idOf(organiser);
    seriesIds.set(key, (await content.series.establish({ name, organiserId })).id);
  }
  const eventIds = new Map<string, string>();
  for (const event of events) {
    const { post } = await content.posts.importEvent({
      slug: event.slug,
      title: event.title,
      lang: event.lang,
      summary: event.summary,
      body: event.body,
      topicSlugs: event.topics,
      publishedAt: document.publishedAt ? new Date(document.publishedAt) : undefined,
      seriesId: event.series && seriesIds.get(event.series),
      theme: event.themeText,
      when: event.date,
      place: event.place,
      organiserIds: event.organisers.map(idOf),
      speakers: event.speakers.map(({ position, person, organisation, title }) => ({
        position,
        name: subjects.get(person)?.names[0] ?? person,
        title,
        personId: idOf(person),
        organisationId: organisation && idOf(organisation),
      })),
    });
    eventIds.set(event.key, post.id);
  }
  return eventIds;
};
