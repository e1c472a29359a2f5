/** How a cell becomes JSON, if it is not null: as it is, in quotes, in quotes and with escapes, or as a list of objects. */
export type CellKind = 'bare' | 'name' | 'text' | 'list';

/** A cell of a row: SQL of its value, of which the server makes a text, and what becomes of it. */
export interface Cell {
  readonly sql: string;
  readonly kind: CellKind;
}

const cell =
  (kind: CellKind) =>
  (sql: string): Cell => ({ sql, kind });

/** A text that needs no escapes: an id, a value of an enum. */
const name = cell('name');
const text = cell('text');
const list = cell('list');
/** Of other types, the bytes would not be a text. */
const asText =
  (kind: CellKind) =>
  (sql: string): Cell => ({ sql: `CAST(${sql} AS text)`, kind });
const bare = asText('bare');
const quoted = asText('name');

/** What the hash of a version covers of each citation. The hash of its source is added. */
export const CITATION = {
  reported_source: name('citation.reported_source_id'),
  quote: text('citation.quote'),
  lang: text('citation.lang'),
  start: bare('citation.start_offset'),
  end: bare('citation.end_offset'),
  origin: text('citation.origin_key'),
  source: name('citation.source_id'),
} satisfies Readonly<Record<string, Cell>>;

/** What the hash of a version covers. Citations are added. */
export const HASHED = {
  fact: name('fact.lineage_id'),
  version_id: name('fact.id'),
  version: bare('fact.version'),
  stated_subject: name('fact.subject_id'),
  property: text('fact.property_key'),
  measure: name('fact.measure'),
  presence: name('fact.presence'),
  amount: quoted('fact.amount'),
  lower: quoted('fact.lower'),
  upper: quoted('fact.upper'),
  unit: text('fact.unit_code'),
  approximate: bare('fact.approximate'),
  date: text(`fact.date_value ->> 'edtf'`),
  date_earliest: quoted('fact.date_earliest'),
  date_latest: quoted('fact.date_latest'),
  text: text('fact.text_value'),
  text_lang: text('fact.text_lang'),
  said_by: name('fact.said_by_id'),
  entity: name('fact.entity_id'),
  boolean: bare('fact.boolean_value'),
  raw: text('fact.raw'),
  valid_from: text(`fact.valid_from ->> 'edtf'`),
  valid_to: text(`fact.valid_to ->> 'edtf'`),
  from_earliest: quoted('fact.from_earliest'),
  from_latest: quoted('fact.from_latest'),
  to_earliest: quoted('fact.to_earliest'),
  to_latest: quoted('fact.to_latest'),
  due: text(`fact.due ->> 'edtf'`),
  due_earliest: quoted('fact.due_earliest'),
  due_latest: quoted('fact.due_latest'),
  country: text('fact.country'),
  dimensions: list('fact.dimension_values::text'),
  confidence: name('fact.confidence'),
  review_status: name('fact.reviewed_status'),
  rank: name('fact.rank'),
  issues: list('fact.issues::text'),
  formula: text('fact.formula'),
  recorded_at: name(`to_char(fact.known_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
} satisfies Readonly<Record<string, Cell>>;

/** The cells of a row. Those of its citation come first. */
export const CELLS: Readonly<Record<string, Cell>> = {
  ...Object.fromEntries(Object.entries(CITATION).map(([key, one]) => [`citation.${key}`, one])),
  ...HASHED,
  status: name('fact.status'),
};

export const CELL_NAMES = Object.keys(CELLS);

/**
 * SQL of the rows of the facts that `facts` selects, in the order of their ids: one for each citation, in their order, or one if
 * there is none. The server only reads: it would take three times as long to write JSON.
 */
export const rowsOfFacts = (facts: string): string => `
  SELECT ${CELL_NAMES.map((cellName) => CELLS[cellName]?.sql).join(', ')}
  FROM (${facts}) fact LEFT JOIN citations citation ON citation.fact_id = fact.id
  ORDER BY fact.id, citation.document_key, citation.position`;
