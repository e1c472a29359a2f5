import { ArgsType, Field, Int } from 'type-graphql';
import { type ArgumentPath, badArgument } from '../errors/bad-argument';
import { fault, FaultCode } from '../errors/fault';
import { CursorScalar, isCalendarDay } from '../values/scalars';
import { unstorablePart } from '../values/storable-text';

const MAX_PAGE_SIZE = 100;

/** Arguments of a list that is read forwards only: one below another field, a computed list or a log. */
@ArgsType()
export class ForwardPageArguments {
  @Field(() => Int, { defaultValue: 20, nullable: true, description: 'Page size, 0 to 100. Null is 20.' })
  readonly first?: number | null = 20;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Start after this cursor. Null starts at the beginning.',
  })
  readonly after?: string | null;
}

/** Arguments of a root list of stored things, which is read in either direction. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Page size from the start, 0 to 100. Null: 20 if `last` is not given either.',
  })
  readonly first?: number | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Start after this cursor. Null starts at the beginning.',
  })
  readonly after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Page size from the end, 0 to 100. Null: read from the start. Not together with `first`.',
  })
  readonly last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'End before this cursor. Null ends at the end.' })
  readonly before?: string | null;
}

type SortKey =
  | { readonly sql: string; readonly type: 'text' | 'timestamptz' | 'integer' | 'numeric' | 'date' }
  /** A value of an enum of the database. It sorts as the enum is declared. */
  | { readonly sql: string; readonly type: 'enum'; readonly name: string; readonly values: readonly string[] };

/** SQL type of a sort key. */
export const sqlTypeOf = (key: SortKey): string => (key.type === 'enum' ? key.name : key.type);

/** The sort order of a list: SQL expressions whose values are unique together. */
export interface Order {
  /** Identifies the order in cursors. A cursor of another order is refused. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  /** The last key must be unique. No key may be NULL. */
  readonly keys: readonly SortKey[];
}

/** Checked paging arguments: size, direction and start of a page. */
export interface Page {
  readonly size: number;
  readonly backward: boolean;
  readonly from: readonly string[] | null;
}

const CURSOR_VERSION = 1;

/** The opaque cursor of the row whose sort keys are `values`. */
export const encodeCursor = (order: Order, values: readonly string[]): string =>
  Buffer.from(JSON.stringify([CURSOR_VERSION, order.name, ...values])).toString('base64url');

/**
 * The values of the sort keys in a cursor. Throws INVALID_CURSOR, with the path of the argument, if it is malformed or of
 * another list or order.
 */
export const decodeCursor = (order: Order, argument: ArgumentPath, cursor: string): string[] => {
  const invalid = (reason: string) =>
    fault(
      FaultCode.INVALID_CURSOR,
      `This cursor ${reason}. Take cursors from pageInfo or edges of the same list and order, or start without one.`,
      { argument, accepted: ['a cursor of the same list and order'] },
    );
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw invalid('is not one of ours');
  }
  if (
    !Array.isArray(parts) ||
    !parts.every((part, index) => (index === 0 ? part === CURSOR_VERSION : typeof part === 'string'))
  ) {
    throw invalid('is not one of ours');
  }
  const [, name, ...values] = parts as [number, string, ...string[]];
  if (name !== order.name) throw invalid('belongs to another list or order');
  const matches =
    values.length === order.keys.length && order.keys.every((key, index) => isValueOf(key, values[index] ?? ''));
  if (!matches) throw invalid('is damaged');
  return values;
};

/** The part after the day in PostgreSQL's text of a timestamp with time zone. */
const TIME = /^ ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

/** Whether PostgreSQL can parse `value`. Otherwise a forged cursor would cause a database error. */
const isValueOf = (key: SortKey, value: string): boolean => {
  switch (key.type) {
    case 'integer':
      return /^-?\d{1,9}$/.test(value);
    case 'numeric':
      return /^-?\d{1,100}(\.\d{1,100})?$/.test(value);
    case 'date':
      return isCalendarDay(value);
    case 'timestamptz':
      return isCalendarDay(value.slice(0, 10)) && TIME.test(value.slice(10));
    case 'text':
      return unstorablePart(value) === null;
    case 'enum':
      return key.values.includes(value);
  }
};

/** Checks a page size. Throws BAD_USER_INPUT if it is not 0 to 100. */
export const readSize = (name: 'first' | 'last', size: number): number => {
  if (size >= 0 && size <= MAX_PAGE_SIZE) return size;
  throw badArgument(
    [name],
    `\`${name}\` must be between 0 and ${MAX_PAGE_SIZE}, not ${size}. Ask for less and continue with the cursor.`,
    [`0 to ${MAX_PAGE_SIZE}`],
  );
};

/**
 * Checks paging arguments. Throws BAD_USER_INPUT (too many items, both directions) or INVALID_CURSOR (malformed, or of
 * another list or order).
 */
export const readPage = ({ first, after, last, before }: PageArguments, order: Order, defaultSize = 20): Page => {
  const forward = first != null || after != null;
  const backward = last != null || before != null;
  if (forward && backward) {
    throw badArgument(
      [last == null ? 'before' : 'last'],
      'Give either `first` and `after`, or `last` and `before`, not both.',
      ['`first` and `after`', '`last` and `before`'],
    );
  }
  const [name, cursor] = backward ? (['before', before] as const) : (['after', after] as const);
  return {
    size: backward ? readSize('last', last ?? defaultSize) : readSize('first', first ?? defaultSize),
    backward,
    from: cursor == null ? null : decodeCursor(order, [name], cursor),
  };
};
