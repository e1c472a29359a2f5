import type { EntityManager } from 'typeorm';
import type { NewEventDetails } from '../post/new-post';
import { EventDetails } from './event-details.entity';
import { EventSpeaker } from './event-speaker.entity';

/** The details of a stored event in the form in which they are written. Rejects if it has none. */
export const storedEvent = async (db: EntityManager, id: string): Promise<NewEventDetails> => {
  const { seriesId, theme, when, startsAt, endsAt, timeZone, place, capacity, cancelledAt, organiserIds } =
    await db.findOneByOrFail(EventDetails, { id });
  const speakers = await db.find(EventSpeaker, { where: { eventId: id }, order: { position: 'ASC' } });
  return {
    ...{ seriesId, theme, when, startsAt, endsAt, timeZone, place, capacity, organiserIds },
    cancelled: cancelledAt !== null,
    speakers: speakers.map(({ position, name, title, personId, organisationId }) => ({
      position,
      name,
      title,
      personId,
      organisationId,
    })),
  };
};
