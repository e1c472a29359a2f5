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

/**
 * The citations of the facts of `page` that the caller may see, in their order, and the ids of their sources. Many cite the same
 * sources: whether the caller may see one is decided once.
 */
const citationsOf = (visible: Visible): string => `
  stated AS MATERIALIZED (SELECT citation.* FROM page JOIN citations citation ON citation.fact_id = page.id),
  shown AS MATERIALIZED (
    SELECT source.id, source.sha256 FROM (SELECT DISTINCT source_id FROM stated) cited JOIN sources source ON source.id = cited.source_id
    WHERE ${visible.source('source.post_id')}
  ),
  cited AS (
    SELECT ordered.fact_id, array_to_json(array_agg(ordered.citation)) AS citations, string_agg(ordered.source_id, ',') AS source_ids
    FROM (
      SELECT citation.fact_id, ${CITATION} AS citation, citation.source_id
      FROM stated citation JOIN shown source ON source.id = citation.source_id
      ORDER BY citation.fact_id, citation.document_key, citation.position
    ) ordered GROUP BY ordered.fact_id
  )`;

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

/** A row as it is read: what its hash covers as canonical JSON, and what can change without a new version. */
export interface FactRow {
  readonly id: string;
  readonly lineage: string;
  readonly hashed: string;
  readonly status: string;
  readonly subject: string;
  /** Empty: none. */
  readonly entity: string;
  readonly saidBy: string;
  /** Ids with commas between them. Empty: none is visible. */
  readonly sources: string;
}

/** The columns of {@link FactRow} besides `hashed`. They contain ids and names of statuses. */
const SHORT = {
  id: 'fact.id',
  lineage: 'fact.lineage_id',
  status: 'fact.status',
  subject: 'fact.subject_id',
  entity: 'fact.entity_id',
  saidBy: 'fact.said_by_id',
  sources: 'cited.source_ids',
};

/** What is read of a page: one row. Neither JSON nor ids contain a tab or the end of a line. */
export interface ReadPage {
  /** Lines. Null: the page has no facts. */
  readonly hashed: string | null;
  /** Lines of cells with tabs between them, see {@link SHORT}. */
  readonly short: string | null;
}

/**
 * SQL of the {@link ReadPage} of the facts that `facts` selects, in the order of their ids. It is two texts: a thousand rows of
 * some columns each would be many objects, which take longer to collect than to use.
 */
export const pageOfFacts = (facts: string, visible: Visible): string => `
  WITH page AS MATERIALIZED (${facts}), ${citationsOf(visible)}
  SELECT string_agg(hashed, E'\\n') AS hashed, string_agg(short, E'\\n') AS short FROM (
    SELECT ${asText(canonicalRow(HASHED))} AS hashed,
      concat_ws(E'\\t', ${Object.values(SHORT)
        .map((sql) => `coalesce(CAST(${sql} AS text), '')`)
        .join(', ')}) AS short
    FROM page fact LEFT JOIN cited ON cited.fact_id = fact.id ORDER BY fact.id
  ) "row"`;

/** The rows of a page, in their order. */
export const rowsOfPage = ({ hashed, short }: ReadPage): readonly FactRow[] => {
  const [lines, cells] = [hashed?.split('\n') ?? [], short?.split('\n') ?? []];
  return lines.map((line, index) => {
    const [id = '', lineage = '', status = '', subject = '', entity = '', saidBy = '', sources = ''] =
      cells[index]?.split('\t') ?? [];
    return { id, lineage, hashed: line, status, subject, entity, saidBy, sources };
  });
};

/** Ids in a text that has commas between them. */
export const idsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(','));

/** What rows refer to by id: subjects and sources as of the moment, of which many rows name the same. */
export interface Referred {
  /** What a stated subject is after merges. */
  homeOf(id: string): string;
  /** Name of what a stated subject is after merges, as JSON. */
  nameOf(id: string): string;
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
