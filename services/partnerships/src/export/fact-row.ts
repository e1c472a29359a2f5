import { cellIndex, Cells } from './row-cells';

/** A fact of a statement, with what it refers to by id. An id is empty if there is none. */
export interface FactRow {
  readonly id: string;
  readonly lineage: string;
  readonly subject: string;
  readonly entity: string;
  readonly saidBy: string;
  /** The row of each of its citations, in their order, or one. */
  readonly rows: Buffer[];
  /** The source of each row. */
  readonly sources: string[];
}

const INDEX = {
  id: cellIndex('version_id'),
  lineage: cellIndex('fact'),
  subject: cellIndex('stated_subject'),
  entity: cellIndex('entity'),
  saidBy: cellIndex('said_by'),
  source: cellIndex('citation.source'),
};

const cells = new Cells();

/** Collects the facts of a statement from its rows. */
export const collectFacts = () => {
  const facts: FactRow[] = [];
  let last: FactRow | undefined;
  return {
    facts: facts as readonly FactRow[],
    /** Adds the next row, of which it keeps a copy. */
    add: (row: Buffer): void => {
      cells.read(row);
      const id = cells.textOf(INDEX.id);
      if (last?.id !== id) {
        last = {
          id,
          lineage: cells.textOf(INDEX.lineage),
          subject: cells.textOf(INDEX.subject),
          entity: cells.textOf(INDEX.entity),
          saidBy: cells.textOf(INDEX.saidBy),
          rows: [],
          sources: [],
        };
        facts.push(last);
      }
      last.rows.push(Buffer.from(row));
      last.sources.push(cells.textOf(INDEX.source));
    },
  };
};
