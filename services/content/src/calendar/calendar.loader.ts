import {
  anonymous,
  type CalendarSelection,
  DatePrecision,
  FuzzyDate,
  type Identity,
  Visibility,
} from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { EventDetails } from '../event/event-details.entity';
import { Rsvp } from '../event/rsvp.entity';
import { RsvpStatus } from '../event/rsvp.enums';
import { Post } from '../post/post.entity';
import { published, visibleIn } from '../post/post.visibility';
import type { CalendarEvent, CalendarTime } from './calendar-event';

/** Calendars keep the events of the last days, also those that are cancelled or withdrawn, so that programs learn of it. */
const KEPT_DAYS = 90;

const MAX_EVENTS = 1_000;

interface EventRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string | null;
  readonly updatedAt: Date;
  readonly published: boolean;
  readonly edtf: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly timeZone: string | null;
  readonly place: string | null;
  readonly cancelledAt: Date | null;
  readonly sequence: number;
  readonly answer: RsvpStatus | null;
}

/** The time of an event; null if no day is known: a month or a season is no entry of a calendar. */
const timeOf = ({ startsAt, endsAt, timeZone, edtf }: EventRow): CalendarTime | null => {
  if (startsAt !== null) return { startsAt, endsAt, timeZone: timeZone ?? 'UTC' };
  const { precision, approximate, earliest, latest } = FuzzyDate.fromEdtf(edtf);
  if (precision !== DatePrecision.DAY || approximate || earliest === null || latest === null) return null;
  return { firstDay: earliest, lastDay: latest };
};

const toEvents = (rows: readonly EventRow[]): CalendarEvent[] =>
  rows.flatMap((row) => {
    const time = timeOf(row);
    if (time === null) return [];
    const { id, slug, title, summary, place, sequence, updatedAt, answer } = row;
    const text = row.published ? { title, summary, place } : null;
    const isCancelled = row.cancelledAt !== null || !row.published;
    return [{ id, slug, text, time, sequence, updatedAt, isCancelled, answer }];
  });

/** Events that have been published at some time, with those that are withdrawn now. */
const eventsOf = (db: EntityManager): SelectQueryBuilder<Post> =>
  db
    .createQueryBuilder(Post, 'post')
    .innerJoin(EventDetails, 'details', 'details.id = post.id')
    .where('post.publishedAt IS NOT NULL')
    .select('post.id', 'id')
    .addSelect('post.slug', 'slug')
    .addSelect('post.title', 'title')
    .addSelect('post.summary', 'summary')
    .addSelect('post.updatedAt', 'updatedAt')
    .addSelect(published('post'), 'published')
    .addSelect("details.when ->> 'edtf'", 'edtf')
    .addSelect('details.startsAt', 'startsAt')
    .addSelect('details.endsAt', 'endsAt')
    .addSelect('details.timeZone', 'timeZone')
    .addSelect('details.place', 'place')
    .addSelect('details.cancelledAt', 'cancelledAt')
    .addSelect('details.sequence', 'sequence');

/** Those that are not long over, the earliest first. */
const present = (query: SelectQueryBuilder<Post>): SelectQueryBuilder<Post> =>
  query
    .andWhere(`COALESCE(post.eventTo, post.eventFrom) >= current_date - ${KEPT_DAYS}`)
    .orderBy('post.eventFrom')
    .addOrderBy('post.id')
    .limit(MAX_EVENTS);

const publicEvents = (db: EntityManager): SelectQueryBuilder<Post> =>
  eventsOf(db).andWhere('post.visibility = :visibility', { visibility: Visibility.PUBLIC }).addSelect('NULL', 'answer');

/** A withdrawn event stays in the calendar of those who answered it, without its text. */
const answeredEvents = (db: EntityManager, identity: Identity): SelectQueryBuilder<Post> => {
  const visible = visibleIn('post', identity);
  return present(eventsOf(db))
    .innerJoin(Rsvp, 'rsvp', 'rsvp.postId = post.id AND rsvp.memberId = :memberId', { memberId: identity.memberId })
    .andWhere('rsvp.status <> :declined', { declined: RsvpStatus.DECLINED })
    .andWhere(`((${visible.sql}) OR NOT ${published('post')})`, visible.parameters)
    .addSelect('rsvp.status', 'answer');
};

/** The events of a calendar, as the caller may see them. Null if one event is asked for and there is none. */
export const calendarEvents = async (
  db: EntityManager,
  identity: Identity,
  selection: CalendarSelection,
): Promise<readonly CalendarEvent[] | null> => {
  switch (selection.events) {
    case 'ONE': {
      const query = publicEvents(db).andWhere('post.slug = :slug', { slug: selection.slug });
      const found = toEvents(await query.getRawMany<EventRow>());
      return found.length === 0 ? null : found;
    }
    case 'PUBLIC':
      return toEvents(await present(publicEvents(db)).getRawMany<EventRow>());
    case 'ANSWERED':
      if (identity === anonymous || identity.memberId === null) return null;
      return toEvents(await answeredEvents(db, identity).getRawMany<EventRow>());
  }
};
