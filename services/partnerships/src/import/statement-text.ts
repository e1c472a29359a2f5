import type { FuzzyDate } from '@wizness/kernel';
import type { NewFactValue } from '../fact/record/new-fact';
import type { ImportedStatement } from '../claims/write/imported-claims';

const quoted = (text: string): string => JSON.stringify(text);

/** A date in EDTF, with the words that it was read from. */
export const dateText = (date: FuzzyDate): string =>
  date.edtf + (date.raw === null ? '' : ` (from ${quoted(date.raw)})`);

const textOf = (value: NewFactValue): string => {
  if (value.kind === 'QUANTITY') {
    const { amount = null, lower = null, upper = null, approximate, unit, raw } = value;
    const number = amount ?? `${lower ?? '…'} to ${upper ?? '…'}`;
    return `${approximate ? 'about ' : ''}${number} ${unit} (from ${quoted(raw)})`;
  }
  if (value.kind === 'DATE') return dateText(value.date);
  if (value.kind === 'TEXT')
    return `${quoted(value.text)}${value.wording === 'REVIEWER' ? ' (words of the reviewer)' : ''}`;
  return value.kind === 'ENTITY' ? `the entry ${value.entityId}` : String(value.value);
};

/** The value of a statement as it is stored, in words for a reviewer. */
export const valueText = ({ value, presence }: Pick<ImportedStatement, 'value' | 'presence'>): string =>
  value ? textOf(value) : `no value: ${presence ?? 'UNKNOWN'}`;
