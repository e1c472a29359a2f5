import { badUserInput } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewEventDetails } from '../post/new-post';
import { EventDetails } from './event-details.entity';
import { EventSeries } from './event-series.entity';
import { EventSpeaker } from './event-speaker.entity';

/** Replaces the details and speakers of an event. Throws BAD_USER_INPUT for an unknown series. */
export const writeEvent = async (
  db: EntityManager,
  id: string,
  { seriesId = null, organiserIds = [], speakers = [], ...event }: NewEventDetails,
): Promise<void> => {
  if (seriesId !== null && !(await db.existsBy(EventSeries, { id: seriesId }))) {
    throw badUserInput(`There is no event series "${seriesId}": define it first.`);
  }
  const { theme = null, when, startsAt = null, endsAt = null, place = null } = event;
  const row = { id, seriesId, theme, when, startsAt, endsAt, place, organiserIds: [...organiserIds] };
  await db.upsert(EventDetails, row, ['id']);
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
