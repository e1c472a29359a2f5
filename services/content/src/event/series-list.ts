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

/** A series without an event, or with events without a date, sorts last. */
const latestEvent = (visible: string): string => `COALESCE((
  SELECT max(COALESCE(counted.event_from, counted.event_to))
  FROM event_details JOIN posts counted ON counted.id = event_details.id
  WHERE event_details.series_id = series.id AND ${visible}
), DATE '0001-01-01')`;

/** The order, and the parameters that it needs. */
const orderFor = (orderBy: EventSeriesOrder, identity: Identity) => {
  if (orderBy === EventSeriesOrder.NAME) {
    const keys: Order['keys'] = [{ sql: 'series.nameKey', type: 'text' }, ID];
    return { order: { name: 'event series NAME', direction: 'ASC', keys } satisfies Order, parameters: {} };
  }
  const { sql, parameters } = visibleIn('counted', identity);
  const keys: Order['keys'] = [{ sql: latestEvent(sql), type: 'date' }, ID];
  return { order: { name: 'event series LATEST_EVENT', direction: 'DESC', keys } satisfies Order, parameters };
};

/** A page of event series. Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
export const seriesList = async (
  db: EntityManager,
  identity: Identity,
  { filter, orderBy, ...args }: EventSeriesArguments,
): Promise<Connection<EventSeries>> => {
  const { order, parameters } = orderFor(orderBy ?? EventSeriesOrder.NAME, identity);
  const page = readPage(args, order);
  const query = db.createQueryBuilder(EventSeries, 'series').where('TRUE').setParameters(parameters);
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
