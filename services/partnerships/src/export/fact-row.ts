import { hash } from 'node:crypto';
import { homeOf } from '../subject/merge/home';
import { homeNameOf } from './subject-name';
import type { Visible } from '../visibility/source.visibility';
import { HASH_PREFIX } from './fact-columns';
import { asText, canonicalRow, jsonList, jsonRow } from './json-row';

const DIMENSIONS = jsonList(
  canonicalRow({ name: 'part.key', value: 'part.value' }),
  `(SELECT key, value FROM jsonb_each_text(fact.dimension_values) ORDER BY key COLLATE "C") part`,
);

const ISSUES = jsonList(
  canonicalRow({ code: `issue.value ->> 'code'`, raw: `issue.value ->> 'raw'` }),
  'jsonb_array_elements(fact.issues) issue',
);

/** The citations of a fact that the caller may see, in their order. */
const citationsOf = (visible: Visible): string => `(
  SELECT citation.*, source.kind, source.title, source.publisher, source.url, source.sha256
  FROM citations citation JOIN sources source ON source.id = citation.source_id
  WHERE citation.fact_id = fact.id AND ${visible.source('source.post_id')}
  ORDER BY citation.document_key, citation.position) cited`;

const CITATION = canonicalRow({
  source: 'cited.source_id',
  source_sha256: 'cited.sha256',
  reported_source: 'cited.reported_source_id',
  quote: 'cited.quote',
  lang: 'cited.lang',
  start: 'cited.start_offset',
  end: 'cited.end_offset',
  origin: 'cited.origin_key',
});

const SOURCE = jsonRow({
  id: 'cited.source_id',
  kind: 'cited.kind',
  title: 'cited.title',
  publisher: 'cited.publisher',
  url: 'cited.url',
});

/** What the hash of a version covers. */
const hashedColumns = (visible: Visible): Readonly<Record<string, string>> => ({
  fact: 'fact.lineage_id',
  version_id: 'fact.id',
  version: 'fact.version',
  stated_subject: 'fact.subject_id',
  property: 'fact.property_key',
  measure: 'fact.measure',
  presence: 'fact.presence',
  amount: asText('fact.amount'),
  lower: asText('fact.lower'),
  upper: asText('fact.upper'),
  unit: 'fact.unit_code',
  approximate: 'fact.approximate',
  date: `fact.date_value ->> 'edtf'`,
  date_earliest: 'fact.date_earliest',
  date_latest: 'fact.date_latest',
  text: 'fact.text_value',
  text_lang: 'fact.text_lang',
  said_by: 'fact.said_by_id',
  entity: 'fact.entity_id',
  boolean: 'fact.boolean_value',
  raw: 'fact.raw',
  valid_from: `fact.valid_from ->> 'edtf'`,
  valid_to: `fact.valid_to ->> 'edtf'`,
  from_earliest: 'fact.from_earliest',
  from_latest: 'fact.from_latest',
  to_earliest: 'fact.to_earliest',
  to_latest: 'fact.to_latest',
  due: `fact.due ->> 'edtf'`,
  due_earliest: 'fact.due_earliest',
  due_latest: 'fact.due_latest',
  country: 'fact.country',
  dimensions: DIMENSIONS,
  confidence: 'fact.confidence',
  review_status: 'fact.reviewed_status',
  rank: 'fact.rank',
  issues: ISSUES,
  formula: 'fact.formula',
  recorded_at: `to_char(fact.known_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  citations: jsonList(CITATION, citationsOf(visible)),
});

const otherColumns = (visible: Visible): Readonly<Record<string, string>> => ({
  status: 'fact.status',
  // As it is now, after merges. The hash covers what is stated.
  subject: homeOf('fact.subject_id'),
  subject_name: homeNameOf('fact.subject_id'),
  entity_name: homeNameOf('fact.entity_id'),
  said_by_name: homeNameOf('fact.said_by_id'),
  sources: jsonList(SOURCE, citationsOf(visible)),
});

/** SQL of a row of `fact` in two parts: what its hash covers, in canonical JSON, and the rest. */
export const factRow = (visible: Visible) => ({
  hashed: asText(canonicalRow(hashedColumns(visible))),
  rest: asText(jsonRow(otherColumns(visible))),
});

export interface StoredFactRow {
  readonly hashed: string;
  readonly rest: string;
}

/** A row as one line of JSON, with the hash of what does not change without a new version. */
export const lineOf = ({ hashed, rest }: StoredFactRow): string =>
  `${hashed.slice(0, -1)},"hash":"${hash('sha256', HASH_PREFIX + hashed)}",${rest.slice(1)}`;
