import { byKey, type ForwardPageArguments, groupedByKey, type Identity, loaderPerArguments } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { linkedPosts } from '../post/linked-posts';
import { EventDetails } from './event-details.entity';
import { EventSeries } from './event-series.entity';
import { EventSpeaker } from './event-speaker.entity';

export const createEventLoaders = (db: EntityManager, identity: Identity) => ({
  seriesById: byKey(
    (ids: readonly string[]) => db.findBy(EventSeries, { id: In([...ids]) }),
    (series) => series.id,
  ),
  speakersOfEvent: groupedByKey(
    (ids: readonly string[]) =>
      db.find(EventSpeaker, { where: { eventId: In([...ids]) }, order: { eventId: 'ASC', position: 'ASC' } }),
    (speaker) => speaker.eventId,
  ),
  eventsOfSeries: loaderPerArguments((args: ForwardPageArguments) =>
    linkedPosts(db, identity, { rows: EventDetails, postId: 'id', parent: 'seriesId' }, args),
  ),
});
