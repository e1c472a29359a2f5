import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { encodeCursor, type Order, type Page, sqlTypeOf } from './page';

/** The direction in which the rows of a page are read: of a page from the end, the other one. */
export const directionOf = (order: Order, page: Page): 'ASC' | 'DESC' =>
  (order.direction === 'ASC') === page.backward ? 'DESC' : 'ASC';

/** Reads only rows beyond the cursor, by a row comparison that can use an index on the sort keys. */
export const startAtCursor = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order,
  page: Page,
): void => {
  if (!page.from) return;
  const columns = order.keys.map((key) => `(${key.sql})`).join(', ');
  const values = order.keys.map((key, index) => `CAST(:cursor${index} AS ${sqlTypeOf(key)})`).join(', ');
  const parameters = Object.fromEntries(page.from.map((value, index) => [`cursor${index}`, value]));
  query.andWhere(`(${columns}) ${directionOf(order, page) === 'ASC' ? '>' : '<'} (${values})`, parameters);
};

/** Types whose values lose nothing on their way: a JavaScript date would lose the microseconds of a timestamp. */
const isExact = ({ type }: Order['keys'][number]): boolean => type !== 'timestamptz' && type !== 'date';

/** Also selects the cursor values of each row as text, where the sort keys are not exact. An expression is computed once. */
export const selectCursors = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order): void => {
  order.keys.forEach((key, index) => {
    if (!isExact(key)) query.addSelect(`CAST(${key.sql} AS text)`, `cursor_${index}`);
  });
};

/** Selects the sort keys of each row as `sort_0` and so on. */
export const selectSortKeys = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order): void => {
  order.keys.forEach((key, index) => query.addSelect(`(${key.sql})`, `sort_${index}`));
};

/** {@link selectSortKeys}, and sorts by them. */
export const sortBy = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order, page: Page): void => {
  selectSortKeys(query, order);
  order.keys.forEach((_, index) => query.addOrderBy(`sort_${index}`, directionOf(order, page)));
};

/** The cursor of a row, from its selected sort keys. */
export const cursorOf = (order: Order, raw: ObjectLiteral): string =>
  encodeCursor(
    order,
    order.keys.map((key, place) => String(raw[`${isExact(key) ? 'sort' : 'cursor'}_${place}`] ?? '')),
  );
