import {
  byKey,
  type ForwardPageArguments,
  groupedByKey,
  type Identity,
  loaderPerArguments,
  rowsByKey,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { linkedPosts } from '../post/linked-posts';
import { EventDetails } from './event-details.entity';
import { EventSeries } from './event-series.entity';
import { EventSpeaker } from './event-speaker.entity';
import { seriesList } from './series-list';
import type { EventSeriesArguments } from './series.types';

export const createEventLoaders = (db: EntityManager, identity: Identity) => ({
  seriesById: byKey(rowsByKey(db, EventSeries, 'id'), (series) => series.id),
  speakersOfEvent: groupedByKey(
    rowsByKey(db, EventSpeaker, 'eventId', { order: { eventId: 'ASC', position: 'ASC' } }),
    (speaker) => speaker.eventId,
  ),
  /** Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
  eventSeries: (args: EventSeriesArguments) => seriesList(db, identity, args),
  eventsOfSeries: loaderPerArguments((args: ForwardPageArguments) =>
    linkedPosts(db, identity, { rows: EventDetails, postId: 'id', parent: 'seriesId' }, args),
  ),
});
