import {
  checkDateRange,
  checkList,
  checkSearchText,
  type Connection,
  escapeLike,
  fetchPage,
  fuzzyDateInRange,
  matchKey,
  type Order,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { ListConditions } from '../subject/list/list-conditions';
import type { Visible } from '../visibility/source.visibility';
import { type SourceFilter, SourceOrder, type SourcesArguments } from './source-list.types';
import { Source } from './source.entity';

const ID = { sql: 'source.id', type: 'text' } as const;

const orderOf = (order: SourceOrder): Order => {
  const name = `sources ${order}`;
  switch (order) {
    case SourceOrder.TITLE:
      return { name, direction: 'ASC', keys: [{ sql: 'source.words', type: 'text' }, ID] };
    // Ids start with the time at which they were made.
    case SourceOrder.NEWEST:
      return { name, direction: 'DESC', keys: [ID] };
    case SourceOrder.MOST_FACTS:
      return { name, direction: 'DESC', keys: [{ sql: 'source.fact_count', type: 'integer' }, ID] };
  }
};

/** The sources that a filter selects, among those that `seen` is true of. Throws BAD_USER_INPUT for a value that cannot match. */
const selectSources = (db: EntityManager, visible: Visible, seen: string, filter: SourceFilter) => {
  const { ids, kinds, published, text } = filter;
  const query = db.createQueryBuilder(Source, 'source').where(seen, visible.parameters);
  new ListConditions(query, visible).ids('ids', 'source.id', ids, ['source']);
  if (kinds) {
    const [kind, ...others] = checkList(kinds, ['filter', 'kinds']);
    // An equality, unlike a list, lets PostgreSQL read an index of the kind in its order.
    if (kind !== undefined && others.length === 0) query.andWhere('source.kind = :kind', { kind });
    else query.andWhere('source.kind = ANY(CAST(:kinds AS source_kind[]))', { kinds });
  }
  if (published) {
    const days: Record<string, string> = {};
    const parameter = (value: string): string => {
      const name = `published${Object.keys(days).length}`;
      days[name] = value;
      return `:${name}`;
    };
    const bounds = { earliest: 'source.published_earliest', latest: 'source.published_latest' };
    const range = checkDateRange(published, ['filter', 'published']);
    query.andWhere(fuzzyDateInRange(bounds, range, parameter).join(' AND '), days);
  }
  if (text) {
    const words = matchKey(checkSearchText(text, ['filter', 'text']));
    query.andWhere('source.words LIKE :text', { text: `%${escapeLike(words)}%` });
  }
  return query;
};

/** Sources that the viewer may see. Throws BAD_USER_INPUT for a filter with a value that cannot match. */
export const listSources = async (
  db: EntityManager,
  visible: Visible,
  { filter, orderBy, ...args }: SourcesArguments,
): Promise<Connection<Source>> => {
  const order = orderOf(orderBy ?? SourceOrder.TITLE);
  const select = (seen: string) => selectSources(db, visible, seen, filter ?? {});
  const page = await fetchPage(select(visible.listedSource('source.post_id')), order, readPage(args, order));
  // All are counted: the posts of all are judged at once.
  const counted = async () => fetchPage(select(visible.source('source.post_id')), order, readPage({ first: 0 }, order));
  return page.withCount(async () => (await counted()).totalCount);
};
