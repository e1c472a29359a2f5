import { ArgsType, Field, Int } from 'type-graphql';
import { badUserInput, fault, FaultCode } from '../errors/fault';
import { CursorScalar, isCalendarDay } from '../values/scalars';
import { unstorablePart } from '../values/storable-text';

const MAX_PAGE_SIZE = 100;

/** Arguments of a list that is read forwards. Extend it to add arguments or to set another default size. */
@ArgsType()
export class ForwardPageArguments {
  @Field(() => Int, { defaultValue: 20, nullable: true, description: 'Maximum number of items, 0 to 100.' })
  readonly first?: number | null = 20;

  @Field(() => CursorScalar, { nullable: true, description: 'Start after this cursor; null starts at the first item.' })
  readonly after?: string | null;
}

/** Arguments of a list that is read in either direction. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Maximum number of items from the start, 0 to 100. Defaults to 20 if `last` is not given either.',
  })
  readonly first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Start after this cursor; null starts at the first item.' })
  readonly after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Maximum number of items from the end, 0 to 100. Cannot be combined with `first`.',
  })
  readonly last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'End before this cursor; null ends with the last item.' })
  readonly before?: string | null;
}

/** The sort order of a list: SQL expressions whose values are unique together. */
export interface Order {
  /** Identifies the order in cursors. A cursor of another order is refused. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  /** The last key must be unique. No key may be NULL. */
  readonly keys: readonly {
    readonly sql: string;
    readonly type: 'text' | 'timestamptz' | 'integer' | 'numeric' | 'date';
  }[];
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

const decodeCursor = (order: Order, cursor: string): string[] => {
  const invalid = (reason: string) =>
    fault(
      FaultCode.INVALID_CURSOR,
      `This cursor ${reason}. Take cursors from pageInfo or edges of the same list and order, or start without one.`,
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
    values.length === order.keys.length && order.keys.every((key, index) => isValueOf(key.type, values[index] ?? ''));
  if (!matches) throw invalid('is damaged');
  return values;
};

/** The part after the day in PostgreSQL's text of a timestamp with time zone. */
const TIME = /^ ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

/** Whether PostgreSQL can parse `value`. Otherwise a forged cursor would cause a database error. */
const isValueOf = (type: Order['keys'][number]['type'], value: string): boolean => {
  switch (type) {
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
  }
};

const readSize = (name: 'first' | 'last', size: number, maximum: number): number => {
  if (size >= 0 && size <= maximum) return size;
  throw badUserInput(
    `\`${name}\` must be between 0 and ${maximum}, not ${size}. Ask for less and continue with the cursor.`,
  );
};

/**
 * Checks paging arguments. Throws BAD_USER_INPUT (too many items, both directions) or INVALID_CURSOR (malformed, or of
 * another list or order).
 */
export const readPage = (args: PageArguments, order: Order, defaultSize = 20, maximum = MAX_PAGE_SIZE): Page => {
  const { first, after, last, before } = args;
  const forward = first != null || after != null;
  const backward = last != null || before != null;
  if (forward && backward) {
    throw badUserInput('Give either `first` and `after`, or `last` and `before`, not both.');
  }
  const cursor = backward ? before : after;
  return {
    size: backward ? readSize('last', last ?? defaultSize, maximum) : readSize('first', first ?? defaultSize, maximum),
    backward,
    from: cursor == null ? null : decodeCursor(order, cursor),
  };
};
