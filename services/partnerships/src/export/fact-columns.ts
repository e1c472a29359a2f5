import type { ExportColumn } from './export-column';

const text = (name: string, description: string): ExportColumn => ({ name, kind: 'text', description });
const date = (name: string, description: string): ExportColumn => ({ name, kind: 'date', description });
const decimal = (name: string, description: string): ExportColumn => ({ name, kind: 'decimal', description });

/** The columns of exported facts, in the order of CSV. */
export const FACT_COLUMNS: readonly ExportColumn[] = [
  text('fact', 'Id of the first version of the fact: the same for all versions. The key of the table.'),
  text('version_id', 'Id of this version.'),
  { name: 'version', kind: 'integer', description: 'Number of this version, from 1.' },
  text('subject', 'Id of what the fact is about, after merges.'),
  text('subject_name', 'Name of the subject.'),
  text('stated_subject', 'Id of the subject as it was stated, before merges.'),
  text('property', 'Key of the property.'),
  text('measure', 'TARGET, ACTUAL, BASELINE, ESTIMATE, RATE or STATEMENT.'),
  text('presence', 'VALUE, or why there is no value: UNKNOWN or NONE.'),
  decimal('amount', 'The quantity. Null for a range and for other values.'),
  decimal('lower', 'Lower end of a range of quantities. Null: no range, or open.'),
  decimal('upper', 'Upper end of a range of quantities. Null: no range, or open.'),
  text('unit', 'Code of the unit of the quantity. Null for other values.'),
  { name: 'approximate', kind: 'boolean', description: 'Whether the source gives the quantity as approximate.' },
  text('date', 'A date value in EDTF. Null for other values.'),
  date('date_earliest', 'First possible day of the date value. Null: not known.'),
  date('date_latest', 'Last possible day of the date value. Null: not known.'),
  text('text', 'A text value. Null for other values.'),
  text('text_lang', 'Language of the text value, BCP 47. Null for other values.'),
  text('said_by', 'Id of who said the text value. Null: not stated.'),
  text('said_by_name', 'Name of who said the text value. Null: not stated.'),
  text('entity', 'Id of an entity value, as it was stated. Null for other values.'),
  text('entity_name', 'Name of the entity value. Null for other values.'),
  { name: 'boolean', kind: 'boolean', description: 'A yes or no value. Null for other values.' },
  text('raw', 'The words of the quote that the value was read from. Null: not known.'),
  text('valid_from', 'Since when it is true, EDTF. Null: not stated.'),
  text('valid_to', 'Until when it is true, EDTF. Null: not stated.'),
  date('from_earliest', 'First possible day of the start. Null: not known.'),
  date('from_latest', 'Last possible day of the start. Null: not known.'),
  date('to_earliest', 'First possible day of the end. Null: not known.'),
  date('to_latest', 'Last possible day of the end. Null: not known.'),
  text('due', 'When a target is to be reached, EDTF. Null: not stated.'),
  date('due_earliest', 'First possible day by which it is due. Null: not known.'),
  date('due_latest', 'Last possible day by which it is due. Null: not known.'),
  text('country', 'Country it applies to, ISO 3166-1 alpha-2. Null: not limited to one country.'),
  { name: 'dimensions', kind: 'json', description: 'Further limits of the statement: name and value.' },
  text('confidence', 'How certain the reviewer is: HIGH, MEDIUM or LOW.'),
  text('review_status', 'Status given by review: PROPOSED, ACCEPTED or RETRACTED.'),
  text('status', 'As review_status, or DISPUTED while another fact contradicts it.'),
  text('rank', 'PREFERRED, NORMAL or DEPRECATED.'),
  { name: 'issues', kind: 'json', description: 'Known doubts: code and the words in question.' },
  text('formula', 'How it was calculated. Null: it was not calculated.'),
  { name: 'recorded_at', kind: 'instant', description: 'When this version was recorded, UTC.' },
  {
    name: 'citations',
    kind: 'json',
    description: 'Quotes with their source, its SHA-256, and offsets in code points.',
  },
  { name: 'sources', kind: 'json', description: 'The sources of the citations: id, kind, title, publisher, URL.' },
  text('hash', 'SHA-256 of the version as it is exported. The script verify.mjs computes it again.'),
];

/**
 * Keys of a row that its hash leaves out, because they can change without a new version: what contradicts the fact, merges, and
 * how entities and sources are called. `page` is what `/facts/<id>.json` adds to a row.
 */
export const NOT_HASHED = [
  'entity_name',
  'hash',
  'page',
  'said_by_name',
  'sources',
  'status',
  'subject',
  'subject_name',
] as const;

/** What the hash of a fact begins with, so that it is the hash of nothing else. */
export const HASH_PREFIX = 'wizness fact v1\n';
