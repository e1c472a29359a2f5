import { FuzzyDate } from '@wizness/kernel';
import { endsBeforeItBegins, type Period } from './period';

/** A given value that differs from the stored one. The stored one was kept. */
export interface Difference {
  readonly field: string;
  readonly kept: string;
  readonly given: string;
}

/** The outcome of a registration. A stored value is never overwritten. */
export interface MergeResult {
  readonly id: string;
  /** False if it already existed. */
  readonly created: boolean;
  /** Whether anything was written. */
  readonly changed: boolean;
  readonly differences: readonly Difference[];
}

type Value = string | number | FuzzyDate | readonly string[] | null | undefined;

type Known<Given> = { [Field in keyof Given]?: NonNullable<Given[Field]> };

/** Dates are compared by EDTF, not by the words they were read from. */
const asText = (value: Exclude<Value, null | undefined>): string => {
  if (value instanceof FuzzyDate) return value.edtf;
  return typeof value === 'object' ? value.join(', ') : String(value);
};

/** A start or end that would make the stored period end before it begins is a difference, not a value to fill. */
const withoutInvertedPeriod = <Filled extends object>(
  stored: Period,
  filled: Filled,
  differences: Difference[],
): Filled => {
  const { since, until }: Period = filled;
  if (!(since || until) || !endsBeforeItBegins({ since: since ?? stored.since, until: until ?? stored.until })) {
    return filled;
  }
  const { since: _since, until: _until, ...others } = filled as Filled & Period;
  if (since) differences.push({ field: 'since', kept: 'not known', given: since.edtf });
  if (until) differences.push({ field: 'until', kept: 'not known', given: until.edtf });
  return others as Filled;
};

/**
 * Compares given fields with the stored ones. `filled` holds the values for fields that were null; `differences` the
 * fields in which the stored value stays although another one was given, and `since` or `until` if the period would end
 * before it begins.
 */
export const fillUnknown = <Given extends { readonly [Field in keyof Given]: Value }>(
  stored: { readonly [Field in keyof Given]: Value },
  given: Given,
): { readonly filled: Known<Given>; readonly differences: Difference[] } => {
  const filled: Known<Given> = {};
  const differences: Difference[] = [];
  for (const field of Object.keys(given) as (keyof Given & string)[]) {
    const [kept, value] = [stored[field], given[field]];
    if (value == null) continue;
    if (kept == null) filled[field] = value as NonNullable<Given[typeof field]>;
    else if (asText(kept) !== asText(value)) differences.push({ field, kept: asText(kept), given: asText(value) });
  }
  return { filled: withoutInvertedPeriod(stored, filled, differences), differences };
};

/** Whether there is anything to write. */
export const isFilled = (filled: object): boolean => Object.keys(filled).length > 0;

/** The given fields that differ from the stored ones. Undefined stays as it is. */
export const changesOf = <Given extends object>(
  stored: { readonly [Field in keyof Given]: unknown },
  given: Given,
): Partial<{ [Field in keyof Given]: Exclude<Given[Field], undefined> }> =>
  Object.fromEntries(
    Object.entries(given).filter(([field, value]) => value !== undefined && value !== stored[field as keyof Given]),
  ) as never;
