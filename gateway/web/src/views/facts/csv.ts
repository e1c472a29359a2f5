import type { FactLineFragment } from '../../generated/operations';

export interface CsvRow {
  readonly fact: FactLineFragment;
  /** Labels in the language of the page, beside the codes. */
  readonly measure: string;
  readonly value: string;
  readonly when: string;
  /** Origin of the site, for links. */
  readonly site: string;
}

const COLUMNS: readonly (readonly [name: string, cell: (row: CsvRow) => string | number | null | undefined])[] = [
  ['fact', ({ fact, site }) => `${site}/facts/${fact.id}`],
  ['subject', ({ fact }) => fact.subject.name],
  ['subject_slug', ({ fact }) => fact.subject.slug],
  ['property', ({ fact }) => fact.property.label],
  ['property_key', ({ fact }) => fact.property.key],
  ['measure', ({ measure }) => measure],
  ['measure_code', ({ fact }) => fact.measure],
  ['value', ({ value }) => value],
  ['amount', ({ fact: { value } }) => (value?.__typename === 'QuantityValue' ? value.amount : null)],
  ['lower', ({ fact: { value } }) => (value?.__typename === 'QuantityValue' ? value.lower : null)],
  ['upper', ({ fact: { value } }) => (value?.__typename === 'QuantityValue' ? value.upper : null)],
  ['unit_code', ({ fact: { value } }) => (value?.__typename === 'QuantityValue' ? value.unit.code : null)],
  ['raw', ({ fact: { value } }) => (value && 'raw' in value ? value.raw : null)],
  ['presence', ({ fact }) => fact.presence],
  ['when', ({ when }) => when],
  ['due_edtf', ({ fact }) => fact.due?.edtf],
  ['valid_from_edtf', ({ fact }) => fact.validTime?.from?.edtf],
  ['valid_to_edtf', ({ fact }) => fact.validTime?.to?.edtf],
  ['certainty_code', ({ fact }) => fact.confidence],
  ['status_code', ({ fact }) => fact.status],
  ['issue_codes', ({ fact }) => fact.issues.map(({ code }) => code).join(' ')],
  ['quote', ({ fact }) => fact.citations[0]?.quote],
  ['quote_lang', ({ fact }) => fact.citations[0]?.lang],
  ['source', ({ fact }) => fact.citations[0]?.source.title],
  ['independent_sources', ({ fact }) => fact.independentSources],
];

/** A cell of RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
const cell = (value: string | number | null | undefined): string => {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The rows as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read accents), with codes beside labels. */
export const toCsv = (rows: readonly CsvRow[]): string => {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, read]) => cell(read(row))))];
  return `\u{feff}${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
};
