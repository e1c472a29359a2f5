import { FuzzyDate } from '@wizness/kernel';

/** A value that was given, and the other one that was already there and stayed. */
export interface Difference {
  readonly field: string;
  readonly kept: string;
  readonly given: string;
}

/** What became of something that was told to us: it is there now, made or found, and nothing known was overwritten. */
export interface MergeResult {
  readonly id: string;
  readonly created: boolean;
  /** Whether anything was written. */
  readonly changed: boolean;
  readonly differences: readonly Difference[];
}

type Value = string | number | FuzzyDate | readonly string[] | null | undefined;

type Known<Given> = { [Field in keyof Given]?: NonNullable<Given[Field]> };

/** Two dates are one where their EDTF is, whatever the words that gave them. */
const legible = (value: Exclude<Value, null | undefined>): string => {
  if (value instanceof FuzzyDate) return value.edtf;
  return typeof value === 'object' ? value.join(', ') : String(value);
};

/**
 * Compares what is given with what is there, field by field: what was unknown (null) is to be filled, what differs stays
 * and is told.
 */
export const fillUnknown = <Given extends { readonly [Field in keyof Given]: Value }>(
  there: { readonly [Field in keyof Given]: Value },
  given: Given,
): { readonly filled: Known<Given>; readonly differences: Difference[] } => {
  const filled: Known<Given> = {};
  const differences: Difference[] = [];
  for (const field of Object.keys(given) as (keyof Given & string)[]) {
    const [kept, value] = [there[field], given[field]];
    if (value == null) continue;
    if (kept == null) filled[field] = value as NonNullable<Given[typeof field]>;
    else if (legible(kept) !== legible(value)) differences.push({ field, kept: legible(kept), given: legible(value) });
  }
  return { filled, differences };
};

/** Whether there is anything to write. */
export const isFilled = (filled: object): boolean => Object.keys(filled).length > 0;
