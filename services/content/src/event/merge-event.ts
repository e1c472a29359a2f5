import { DatePrecision, type FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewEventDetails } from '../post/new-post';
import { Post } from '../post/post.entity';
import { PostKind } from '../post/post.enums';
import { storedTopicSlugs } from '../post/stored-post';
import { dayIn } from './check-event';
import { storedEvent } from './stored-event';

interface GivenEvent {
  readonly slug: string;
  readonly topicSlugs: readonly string[];
  readonly details: NewEventDetails;
}

const filled = <Item>(given: readonly Item[] | undefined, stored: readonly Item[] = []): readonly Item[] =>
  given && given.length > 0 ? given : stored;

/** The given date, unless it is less known than the stored one. */
const betterKnown = (given: FuzzyDate, stored: FuzzyDate): FuzzyDate => {
  if (given.precision !== DatePrecision.UNKNOWN) return given;
  return stored.precision !== DatePrecision.UNKNOWN || given.raw === null ? stored : given;
};

type Times = Pick<NewEventDetails, 'startsAt' | 'endsAt' | 'timeZone'>;

/** Whether an event may start at the stored time, if it is on the days of `when`. */
const startsWithin = ({ earliest, latest }: FuzzyDate, { startsAt, timeZone }: Times): boolean => {
  if (!startsAt || timeZone == null) return true;
  const day = dayIn(startsAt, timeZone);
  return (earliest === null || earliest <= day) && (latest === null || day <= latest);
};

/** The given times, or else the stored ones, unless they are those of another day: start and end are never mixed. */
const timesOf = (given: NewEventDetails, stored: NewEventDetails, when: FuzzyDate): Times => {
  if (!given.startsAt && !startsWithin(when, stored)) return {};
  const { startsAt, endsAt, timeZone } = given.startsAt ? given : stored;
  return { startsAt, endsAt, timeZone: timeZone ?? given.timeZone ?? stored.timeZone };
};

/**
 * An event as an import writes it: what the import does not give stays as the event has it. An import replaces, but it
 * never empties, but for the times of a day on which the event no longer is. The same event if there is none with the slug.
 */
export const mergeEvent = async <Event extends GivenEvent>(tx: EntityManager, event: Event): Promise<Event> => {
  const post = await tx.findOneBy(Post, { slug: event.slug, kind: PostKind.EVENT });
  if (!post) return event;
  const stored = await storedEvent(tx, post.id);
  const { details } = event;
  const when = betterKnown(details.when, stored.when);
  return {
    ...event,
    topicSlugs: filled(event.topicSlugs, await storedTopicSlugs(tx, post.id)),
    details: {
      seriesId: details.seriesId ?? stored.seriesId,
      theme: details.theme ?? stored.theme,
      when,
      ...timesOf(details, stored, when),
      place: details.place ?? stored.place,
      capacity: details.capacity ?? stored.capacity,
      cancelled: details.cancelled ?? stored.cancelled,
      organiserIds: filled(details.organiserIds, stored.organiserIds),
      speakers: filled(details.speakers, stored.speakers),
    },
  };
};
