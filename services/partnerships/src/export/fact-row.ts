import { CELLS, CITATION, CITATION_ORDER, IDS } from './fact-cells';
import { Cells } from './row-cells';

/** A citation in a row. */
interface CitationRow {
  readonly source: string;
  /** Where the cells of CITATION begin. */
  readonly at: number;
  readonly document: string;
  readonly position: number;
}

/** A fact as it is read, with what it refers to by id. An id is empty if there is none. */
export interface FactRow {
  readonly id: string;
  readonly lineage: string;
  readonly subject: string;
  readonly entity: string;
  readonly saidBy: string;
  readonly row: Buffer;
  /** In their order. */
  readonly citations: readonly CitationRow[];
}

const cellsOf = <Name extends string>(cells: Readonly<Record<Name, unknown>>) => {
  const names = Object.keys(cells);
  return { cells: new Cells(names.length), indexOf: (name: Name) => names.indexOf(name) };
};

/** The first cells of a row, up to the array of citations. */
const ids = cellsOf({ ...IDS, citations: CELLS['citations'] });
const order = cellsOf(CITATION_ORDER);
const citation = cellsOf(CITATION);

const INDEX = {
  id: ids.indexOf('version_id'),
  lineage: ids.indexOf('fact'),
  subject: ids.indexOf('stated_subject'),
  entity: ids.indexOf('entity'),
  saidBy: ids.indexOf('said_by'),
  citations: ids.indexOf('citations'),
  document: order.indexOf('document_key'),
  position: order.indexOf('position'),
  source: citation.indexOf('source'),
};

/** Where an array of arrays has its length in the binary format, and its first cell. One without rows ends before. */
const [LENGTH_AT, CELLS_AT] = [12, 28];

/** Texts of one character for each byte: so they are compared as the collation C does. */
const byOrder = (one: CitationRow, other: CitationRow): number => {
  if (one.document !== other.document) return one.document < other.document ? -1 : 1;
  return one.position - other.position;
};

/** The citations in a copied array, which begins at `start`. */
const citationsAt = (row: Buffer, start: number, hasCitations: boolean): CitationRow[] => {
  if (!hasCitations) return [];
  const citations: CitationRow[] = [];
  let next = start + CELLS_AT;
  for (let left = row.readInt32BE(start + LENGTH_AT); left > 0; left -= 1) {
    const at = order.cells.read(row, next);
    next = citation.cells.read(row, at);
    citations.push({
      source: citation.cells.textOf(INDEX.source),
      at,
      document: order.cells.textOf(INDEX.document),
      position: Number(order.cells.textOf(INDEX.position)),
    });
  }
  return citations.sort(byOrder);
};

/** Reads a row that `copyRows` has read. Keeps a copy of it. */
export const readFact = (bytes: Buffer): FactRow => {
  const row = Buffer.from(bytes);
  const { cells } = ids;
  const end = cells.read(row);
  const start = cells.start(INDEX.citations);
  return {
    id: cells.textOf(INDEX.id),
    lineage: cells.textOf(INDEX.lineage),
    subject: cells.textOf(INDEX.subject),
    entity: cells.textOf(INDEX.entity),
    saidBy: cells.textOf(INDEX.saidBy),
    row,
    citations: citationsAt(row, start, end - start > LENGTH_AT),
  };
};
