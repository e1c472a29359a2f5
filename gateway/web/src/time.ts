import type { AsOf } from './generated/operations';

/** The two time axes of a view, in its URL: what was known, and what was true. */
export const TIME_PARAMETERS = ['known', 'valid'] as const;

export type TimeSearch = { readonly [Key in (typeof TIME_PARAMETERS)[number]]?: string };

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;

const isReal = (instant: string): boolean => !Number.isNaN(Date.parse(instant));

/** A day means its end, a moment itself; both are in UTC. Null if it is neither. */
const readKnown = (value: string): string | null => {
  if (DAY.test(value) && isReal(value)) return `${value}T23:59:59.999Z`;
  if (!MOMENT.test(value)) return null;
  const moment = `${value}${value.length === 16 ? ':00' : ''}Z`;
  return isReal(moment) ? new Date(moment).toISOString() : null;
};

export interface ReadTime {
  /** Null is now, as known now. */
  readonly at: AsOf | null;
  /** What was known then; null is now. */
  readonly knownAt: string | null;
  /** What was true on this day; null is at any time. */
  readonly validAt: string | null;
  /** Values that are no dates. */
  readonly unknown: readonly { readonly parameter: string; readonly value: string }[];
}

/** Reads both axes. What will be known is not known yet, so that a moment in the future is now. */
export const readTime = ({ known, valid }: TimeSearch): ReadTime => {
  const moment = known === undefined ? null : readKnown(known);
  const knownAt = moment !== null && Date.parse(moment) < Date.now() ? moment : null;
  const validAt = valid !== undefined && DAY.test(valid) && isReal(valid) ? valid : null;
  return {
    at: knownAt === null && validAt === null ? null : { knownAt, validAt },
    knownAt,
    validAt,
    unknown: [
      ...(known !== undefined && moment === null ? [{ parameter: 'known', value: known }] : []),
      ...(valid !== undefined && validAt === null ? [{ parameter: 'valid', value: valid }] : []),
    ],
  };
};

/** The value of `known` that shows what was known just before an instant, to the second. */
export const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1000).toISOString().slice(0, 19);
