import { hash } from 'node:crypto';
import type { Visible } from '../visibility/source.visibility';
import { HASH_PREFIX } from './fact-columns';
import { ROWS_PER_PAGE } from './page-rows';
import { bare, canonicalObject, escaped, listOf, name, nameOrNull } from './json-row';

const DIMENSIONS = `CASE WHEN fact.dimension_values = '{}' THEN '[]' ELSE (
  SELECT ${listOf(canonicalObject({ name: escaped('part.key'), value: escaped('part.value') }), 'part.key COLLATE "C"')}
  FROM jsonb_each_text(fact.dimension_values) part) END`;

const ISSUE = canonicalObject({ code: escaped(`issue.value ->> 'code'`), raw: escaped(`issue.value ->> 'raw'`) });
const ISSUES = `CASE WHEN fact.issues = '[]' THEN '[]' ELSE (
  SELECT ${listOf(ISSUE, 'issue.place')} FROM jsonb_array_elements(fact.issues) WITH ORDINALITY issue (value, place)) END`;

const CITATION = canonicalObject({
  source: name('citation.source_id'),
  source_sha256: nameOrNull('source.sha256'),
  reported_source: nameOrNull('citation.reported_source_id'),
  quote: escaped('citation.quote'),
  lang: escaped('citation.lang'),
  start: bare('citation.start_offset'),
  end: bare('citation.end_offset'),
  origin: escaped('citation.origin_key'),
});

const CITATION_ORDER = 'citation.document_key, citation.position';

/**
 * The citations of the facts of `chosen` that the caller may see, in their order, and the ids of their sources. Many cite the same
 * sources: whether the caller may see one is decided once.
 */
const citationsOf = (visible: Visible): string => `
  stated AS MATERIALIZED (SELECT citation.* FROM chosen JOIN citations citation ON citation.fact_id = chosen.id),
  shown AS MATERIALIZED (
    SELECT source.id, source.sha256 FROM (SELECT DISTINCT source_id FROM stated) cited JOIN sources source ON source.id = cited.source_id
    WHERE ${visible.source('source.post_id')}
  ),
  cited AS (
    SELECT citation.fact_id, ${listOf(CITATION, CITATION_ORDER)} AS citations,
      string_agg(citation.source_id, ',' ORDER BY ${CITATION_ORDER}) AS source_ids
    FROM stated citation JOIN shown source ON source.id = citation.source_id GROUP BY citation.fact_id
  )`;

/** What the hash of a version covers. */
const HASHED: Readonly<Record<string, string>> = {
  fact: name('fact.lineage_id'),
  version_id: name('fact.id'),
  version: bare('fact.version'),
  stated_subject: name('fact.subject_id'),
  property: escaped('fact.property_key'),
  measure: name('fact.measure'),
  presence: name('fact.presence'),
  amount: nameOrNull('fact.amount'),
  lower: nameOrNull('fact.lower'),
  upper: nameOrNull('fact.upper'),
  unit: escaped('fact.unit_code'),
  approximate: bare('fact.approximate'),
  date: escaped(`fact.date_value ->> 'edtf'`),
  date_earliest: nameOrNull('fact.date_earliest'),
  date_latest: nameOrNull('fact.date_latest'),
  text: escaped('fact.text_value'),
  text_lang: escaped('fact.text_lang'),
  said_by: nameOrNull('fact.said_by_id'),
  entity: nameOrNull('fact.entity_id'),
  boolean: bare('fact.boolean_value'),
  raw: escaped('fact.raw'),
  valid_from: escaped(`fact.valid_from ->> 'edtf'`),
  valid_to: escaped(`fact.valid_to ->> 'edtf'`),
  from_earliest: nameOrNull('fact.from_earliest'),
  from_latest: nameOrNull('fact.from_latest'),
  to_earliest: nameOrNull('fact.to_earliest'),
  to_latest: nameOrNull('fact.to_latest'),
  due: escaped(`fact.due ->> 'edtf'`),
  due_earliest: nameOrNull('fact.due_earliest'),
  due_latest: nameOrNull('fact.due_latest'),
  country: escaped('fact.country'),
  dimensions: DIMENSIONS,
  confidence: name('fact.confidence'),
  review_status: name('fact.reviewed_status'),
  rank: name('fact.rank'),
  issues: ISSUES,
  formula: escaped('fact.formula'),
  recorded_at: name(`to_char(fact.known_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
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

/**
 * The rows of a page as two texts: a row of some columns for each would be many objects. Neither JSON nor ids contain a tab or the
 * end of a line.
 */
export interface ReadPage {
  /** Lines. */
  readonly hashed: string;
  /** Lines of cells with tabs between them, see {@link SHORT}. */
  readonly short: string;
}

/** SQL of the {@link ReadPage}s of the facts that `facts` selects, in the order of their ids. */
export const pagesOfFacts = (facts: string, visible: Visible): string => `
  WITH chosen AS MATERIALIZED (${facts}), ${citationsOf(visible)}
  SELECT string_agg(hashed, E'\\n') AS hashed, string_agg(short, E'\\n') AS short FROM (
    SELECT (row_number() OVER (ORDER BY fact.id) - 1) / ${ROWS_PER_PAGE} AS page_number, ${canonicalObject(HASHED)} AS hashed,
      concat_ws(E'\\t', ${Object.values(SHORT)
        .map((sql) => `coalesce(CAST(${sql} AS text), '')`)
        .join(', ')}) AS short
    FROM chosen fact LEFT JOIN cited ON cited.fact_id = fact.id ORDER BY fact.id
  ) "row" GROUP BY page_number ORDER BY page_number`;

/** The rows of a page, in their order. */
export const rowsOfPage = ({ hashed, short }: ReadPage): readonly FactRow[] => {
  const cells = short.split('\n');
  return hashed.split('\n').map((line, index) => {
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
