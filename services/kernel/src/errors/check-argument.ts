import { MAX_SEARCH_TEXT } from '../values/bounded-text';
import { idPrefix } from '../values/clock';
import type { DateRange } from '../values/date-range';
import { nearestTexts } from '../values/nearest-texts';
import { type ArgumentPath, badArgument } from './bad-argument';

/** The most items in a list that is given as an argument. */
const MAX_LIST = 100;

/** Throws BAD_USER_INPUT if the list has more than 100 items. Returns it unchanged. */
export const checkList = <Item>(
  list: readonly Item[],
  argument: ArgumentPath,
  maximum: number = MAX_LIST,
): readonly Item[] => {
  if (list.length <= maximum) return list;
  throw badArgument(
    argument,
    `\`${argument.join('.')}\` has ${list.length} items, and at most ${maximum} are allowed. Use several operations.`,
    [`0 to ${maximum} items`],
  );
};

/** Throws BAD_USER_INPUT if a text to search for has more than 500 characters (UTF-16 code units). Returns it unchanged. */
export const checkSearchText = (text: string, argument: ArgumentPath): string => {
  if (text.length <= MAX_SEARCH_TEXT) return text;
  throw badArgument(
    argument,
    `The search text \`${argument.join('.')}\` is too long: it has ${text.length} characters, and at most ${MAX_SEARCH_TEXT} are allowed.`,
    [`0 to ${MAX_SEARCH_TEXT} characters`],
  );
};

/** Throws BAD_USER_INPUT if the last day is before the first. Returns the range unchanged. */
export const checkDateRange = (range: DateRange, argument: ArgumentPath): DateRange => {
  const { from, to } = range;
  if (from == null || to == null || from <= to) return range;
  throw badArgument(
    argument,
    `The range \`${argument.join('.')}\` ends on ${to}, before it starts on ${from}. Swap the two days, or leave one out.`,
    ['`from` not after `to`'],
  );
};

/**
 * Throws BAD_USER_INPUT if one of the ids belongs to a type other than those with `prefixes`. A text that is no id of any
 * type passes: it matches nothing.
 */
export const checkIds = (ids: readonly string[], prefixes: readonly string[], argument: ArgumentPath): void => {
  checkList(ids, argument);
  for (const id of ids) {
    const prefix = idPrefix(id);
    if (prefix === null || prefixes.includes(prefix)) continue;
    const accepted = prefixes.map((each) => `${each}_…`);
    throw badArgument(
      argument,
      `\`${argument.join('.')}\` takes ids that start with ${accepted.join(', ')}, not "${id}", which is an id of another type.`,
      accepted,
    );
  }
};

/** {@link checkIds} for one id. Returns it unchanged. */
export const checkId = (id: string, prefixes: readonly string[], argument: ArgumentPath): string => {
  checkIds([id], prefixes, argument);
  return id;
};

export interface KnownValues {
  /** Singular noun for a value in the message: "property". */
  readonly what: string;
  readonly argument: ArgumentPath;
  readonly given: readonly string[];
  readonly known: readonly string[];
  /** Field that lists every known value, for the message: "properties". */
  readonly list?: string;
}

/** Throws BAD_USER_INPUT with the nearest known values if one of the given values is not known. */
export const checkKnown = ({ what, argument, given, known, list }: KnownValues): void => {
  const all = new Set(known);
  const unknown = given.find((value) => !all.has(value));
  if (unknown === undefined) return;
  const accepted = nearestTexts(unknown, known);
  const hint = accepted.length > 0 ? ` The nearest are: ${accepted.join(', ')}.` : ' None is defined yet.';
  throw badArgument(
    argument,
    `There is no ${what} "${unknown.slice(0, 100)}".${hint}${list === undefined ? '' : ` \`${list}\` lists all.`}`,
    accepted,
  );
};
