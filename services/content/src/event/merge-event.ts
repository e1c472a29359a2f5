import { DatePrecision, type FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewEventDetails } from '../post/new-post';
import { Post } from '../post/post.entity';
import { Tagging } from '../topic/tagging.entity';
import { Topic } from '../topic/topic.entity';
import { EventDetails } from './event-details.entity';
import { EventSpeaker } from './event-speaker.entity';

interface GivenEvent {
  readonly slug: string;
  readonly topicSlugs: readonly string[];
  readonly details: NewEventDetails;
}

const filled = <Item>(given: readonly Item[] | undefined, stored: readonly Item[]): readonly Item[] =>
  given && given.length > 0 ? given : stored;

/** The given date, unless it is less known than the stored one. */
const betterKnown = (given: FuzzyDate, stored: FuzzyDate): FuzzyDate => {
  if (given.precision !== DatePrecision.UNKNOWN) return given;
  return stored.precision !== DatePrecision.UNKNOWN || given.raw === null ? stored : given;
};

/**
 * An event as an import writes it: what the import does not give stays as the event has it. An import replaces, but it
 * never empties. The same event if there is none with the slug.
 */
export const mergeEvent = async <Event extends GivenEvent>(tx: EntityManager, event: Event): Promise<Event> => {
  const post = await tx.findOneBy(Post, { slug: event.slug });
  const stored = post && (await tx.findOneBy(EventDetails, { id: post.id }));
  if (!post || !stored) return event;
  const speakers = await tx.find(EventSpeaker, { where: { eventId: post.id }, order: { position: 'ASC' } });
  const topics = await tx
    .createQueryBuilder(Topic, 'topic')
    .innerJoin(Tagging, 'tagging', 'tagging.topicId = topic.id AND tagging.postId = :postId', { postId: post.id })
    .orderBy('tagging.position')
    .getMany();
  const { details } = event;
  return {
    ...event,
    topicSlugs: filled(
      event.topicSlugs,
      topics.map(({ slug }) => slug),
    ),
    details: {
      seriesId: details.seriesId ?? stored.seriesId,
      theme: details.theme ?? stored.theme,
      when: betterKnown(details.when, stored.when),
      startsAt: details.startsAt ?? stored.startsAt,
      endsAt: details.endsAt ?? stored.endsAt,
      place: details.place ?? stored.place,
      organiserIds: filled(details.organiserIds, stored.organiserIds),
      speakers: filled(
        details.speakers,
        speakers.map(({ position, name, title, personId, organisationId }) => ({
          position,
          name,
          title,
          personId,
          organisationId,
        })),
      ),
    },
  };
};
