import { appendEvent, badUserInput, type Clock, enqueueJob } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewEventDetails } from '../post/new-post';
import { EventDetails } from './event-details.entity';
import { EventSeries } from './event-series.entity';
import { EventSpeaker } from './event-speaker.entity';
import { reminderOf } from './reminder.job';
import { RsvpStore } from './rsvp.store';

const sameInstant = (one: Date | null, other: Date | null): boolean => one?.getTime() === other?.getTime();

/** Whether calendars have to know of the change: another time, place or status. */
const movesCalendars = (stored: EventDetails, row: Omit<EventDetails, 'sequence' | 'goingCount' | 'waitingCount'>) =>
  !sameInstant(stored.startsAt, row.startsAt) ||
  !sameInstant(stored.endsAt, row.endsAt) ||
  stored.timeZone !== row.timeZone ||
  stored.when.edtf !== row.when.edtf ||
  stored.place !== row.place ||
  (stored.cancelledAt === null) !== (row.cancelledAt === null);

/**
 * Replaces the details and speakers of an event, and gives places that its capacity adds to those who wait. Throws BAD_USER_INPUT for an unknown series.
 */
export const writeEvent = async (
  db: EntityManager,
  clock: Clock,
  id: string,
  { seriesId = null, organiserIds = [], speakers = [], ...event }: NewEventDetails,
): Promise<void> => {
  if (seriesId !== null && !(await db.existsBy(EventSeries, { id: seriesId }))) {
    throw badUserInput(`There is no event series "${seriesId}": define it first.`);
  }
  const stored = await db.findOneBy(EventDetails, { id });
  const { theme = null, when, startsAt = null, endsAt = null, timeZone = null, place = null, capacity = null } = event;
  const cancelledAt = event.cancelled ? (stored?.cancelledAt ?? clock.now()) : null;
  const times = { when, startsAt, endsAt, timeZone, place, cancelledAt };
  const row = { id, seriesId, theme, ...times, capacity, organiserIds: [...organiserIds] };
  const sequence = stored ? stored.sequence + (movesCalendars(stored, row) ? 1 : 0) : 0;
  await db.upsert(EventDetails, { ...row, sequence }, ['id']);
  if (startsAt !== null && startsAt > clock.now() && !sameInstant(stored?.startsAt ?? null, startsAt)) {
    const { job, request } = reminderOf(id, startsAt);
    await enqueueJob(db, job, request);
  }
  if (stored && sequence > stored.sequence) {
    const payload = { sequence, cancelled: cancelledAt !== null, withdrawn: false };
    await appendEvent(db, { type: 'EventMoved', subject: id, payload }, clock);
  }
  if (stored && (stored.capacity !== capacity || stored.cancelledAt !== null))
    await new RsvpStore(db, clock).fillPlaces([id]);
  await db.delete(EventSpeaker, { eventId: id });
  if (speakers.length === 0) return;
  await db.insert(
    EventSpeaker,
    speakers.map(({ position, name, title = null, personId = null, organisationId = null }) => ({
      eventId: id,
      position,
      name,
      title,
      personId,
      organisationId,
    })),
  );
};
