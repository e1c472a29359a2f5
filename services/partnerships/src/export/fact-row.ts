import { hash } from 'node:crypto';
import type { Visible } from '../visibility/source.visibility';
import { HASH_PREFIX } from './fact-columns';
import { asText, canonicalRow, jsonList } from './json-row';

const DIMENSIONS = `CASE WHEN fact.dimension_values = '{}' THEN '[]' ELSE ${jsonList(
  canonicalRow({ name: 'part.key', value: 'part.value' }),
  `(SELECT key, value FROM jsonb_each_text(fact.dimension_values) ORDER BY key COLLATE "C") part`,
)} END`;

const ISSUES = `CASE WHEN fact.issues = '[]' THEN '[]' ELSE ${jsonList(
  canonicalRow({ code: `issue.value ->> 'code'`, raw: `issue.value ->> 'raw'` }),
  'jsonb_array_elements(fact.issues) issue',
)} END`;

const CITATION = canonicalRow({
  source: 'citation.source_id',
  source_sha256: 'source.sha256',
  reported_source: 'citation.reported_source_id',
  quote: 'citation.quote',
  lang: 'citation.lang',
  start: 'citation.start_offset',
  end: 'citation.end_offset',
  origin: 'citation.origin_key',
});

/** The citations of the facts of `page` that the caller may see, in their order, and the ids of their sources. */
const citationsOf = (visible: Visible): string => `
  SELECT cited.fact_id, array_to_json(array_agg(cited.citation)) AS citations, string_agg(cited.source_id, ',') AS source_ids
  FROM (
    SELECT page.id AS fact_id, ${CITATION} AS citation, citation.source_id
    FROM page JOIN citations citation ON citation.fact_id = page.id JOIN sources source ON source.id = citation.source_id
    WHERE ${visible.source('source.post_id')}
    ORDER BY page.id, citation.document_key, citation.position
  ) cited GROUP BY cited.fact_id`;

/** What the hash of a version covers. */
const HASHED: Readonly<Record<string, string>> = {
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
  citations: `coalesce(cited.citations, '[]')`,
};

/** SQL of the rows of the facts that `facts` selects, in the order of their ids. What the hash covers is canonical JSON. */
export const factRows = (facts: string, visible: Visible): string => `
  WITH page AS MATERIALIZED (${facts}), cited AS (${citationsOf(visible)})
  SELECT fact.id, fact.lineage_id AS lineage, ${asText(canonicalRow(HASHED))} AS hashed, fact.status,
    fact.subject_id AS subject, fact.entity_id AS entity, fact.said_by_id AS "saidBy", coalesce(cited.source_ids, '') AS sources
  FROM page fact LEFT JOIN cited ON cited.fact_id = fact.id ORDER BY fact.id`;

export interface FactRow {
  readonly id: string;
  readonly lineage: string;
  readonly hashed: string;
  readonly status: string;
  readonly subject: string;
  readonly entity: string | null;
  readonly saidBy: string | null;
  /** Ids with commas between them. Empty: none is visible. */
  readonly sources: string;
}

/** Ids in a text that has commas between them. */
export const idsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(','));

/** What rows refer to by id: subjects and sources as of the moment, of which many rows name the same. */
export interface Referred {
  /** What a stated subject is after merges. */
  homeOf(id: string): string;
  /** Name of what a stated subject is after merges, as JSON. */
  nameOf(id: string | null): string;
  /** A source as JSON. */
  sourceOf(id: string): string;
}

/** A row as one line of JSON: what its hash covers, the hash, and what can change without a new version. */
export const lineOf = (
  { hashed, status, subject, entity, saidBy, sources }: FactRow,
  { homeOf, nameOf, sourceOf }: Referred,
): string =>
  `${hashed.slice(0, -1)},"hash":"${hash('sha256', HASH_PREFIX + hashed)}","status":"${status}",` +
  `"subject":"${homeOf(subject)}","subject_name":${nameOf(subject)},"entity_name":${nameOf(entity)},` +
  `"said_by_name":${nameOf(saidBy)},"sources":[${idsIn(sources).map(sourceOf).join(',')}]}`;
