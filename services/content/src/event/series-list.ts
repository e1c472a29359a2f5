import {
  checkIds,
  checkSearchText,
  type Connection,
  fetchPage,
  type Identity,
  matchKey,
  type Order,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { visibleIn } from '../post/post.visibility';
import { EventSeries } from './event-series.entity';
import { type EventSeriesArguments, EventSeriesOrder } from './series.types';

/** Series are few, so their names are compared when they are read. */
const MAX_SERIES_READ = 10_000;

const ID: Order['keys'][number] = { sql: 'series.id', type: 'text' };

/** The latest day of all series, found at once: series by series, each event of each was looked up. */
const latestEvents = (visible: string): string => `(
  SELECT event_details.series_id, max(COALESCE(counted.event_from, counted.event_to)) AS day
  FROM event_details JOIN posts counted ON counted.id = event_details.id
  WHERE event_details.series_id IS NOT NULL AND ${visible} GROUP BY event_details.series_id
)`;

const BY_NAME: Order = {
  name: 'event series NAME',
  direction: 'ASC',
  keys: [{ sql: 'series.nameKey', type: 'text' }, ID],
};
/** A series without an event, or with events without a date, sorts last. */
const BY_LATEST_EVENT: Order = {
  name: 'event series LATEST_EVENT',
  direction: 'DESC',
  keys: [{ sql: `COALESCE(latest_events.day, DATE '0001-01-01')`, type: 'date' }, ID],
};

/** A page of event series. Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
export const seriesList = async (
  db: EntityManager,
  identity: Identity,
  { filter, orderBy, ...args }: EventSeriesArguments,
): Promise<Connection<EventSeries>> => {
  const isByEvent = orderBy === EventSeriesOrder.LATEST_EVENT;
  const order = isByEvent ? BY_LATEST_EVENT : BY_NAME;
  const page = readPage(args, order);
  const query = db.createQueryBuilder(EventSeries, 'series').where('TRUE');
  if (isByEvent) {
    const { sql, parameters } = visibleIn('counted', identity);
    query.leftJoin(latestEvents(sql), 'latest_events', 'latest_events.series_id = series.id').setParameters(parameters);
  }
  if (filter?.ids) {
    checkIds(filter.ids, ['series'], ['filter', 'ids']);
    query.andWhere('series.id = ANY(:ids)', { ids: filter.ids });
  }
  if (filter?.text != null) {
    const key = matchKey(checkSearchText(filter.text, ['filter', 'text']));
    const series = await db.find(EventSeries, { order: { id: 'ASC' }, take: MAX_SERIES_READ });
    const matching = series.filter(({ name }) => matchKey(name).includes(key)).map(({ id }) => id);
    query.andWhere('series.id = ANY(:matching)', { matching });
  }
  return fetchPage(query, order, page);
};
