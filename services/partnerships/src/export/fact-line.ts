import { hash } from 'node:crypto';
import { CELLS, type CellKind, CITATION, HASHED, IDS } from './fact-cells';
import { HASH_PREFIX } from './fact-columns';
import type { FactRow } from './fact-row';
import { JsonBytes } from './json-bytes';
import type { Referred, ReferredSource } from './referred';
import { Cells } from './row-cells';

/** A key, with what comes before it. */
interface Step {
  readonly key: Buffer;
  /** Its cell; -1 for what is no cell. */
  readonly index: number;
  readonly kind: CellKind;
}

/** The canonical form of RFC 8785: the keys are sorted, and there are no blanks. */
const stepsOf = (
  keys: readonly string[],
  cells: Readonly<Record<string, { readonly kind: CellKind }>>,
): readonly Step[] =>
  keys.toSorted().map((key, position) => ({
    key: Buffer.from(`${position === 0 ? '{' : ','}"${key}":`),
    index: Object.keys(cells).indexOf(key),
    kind: cells[key]?.kind ?? 'bare',
  }));

const FACT = stepsOf([...Object.keys(IDS), ...Object.keys(HASHED), 'citations'], CELLS);
const CITATIONS = Object.keys(CELLS).indexOf('citations');
const CITED = stepsOf([...Object.keys(CITATION), 'source_sha256'], CITATION);
const STATUS = Object.keys(CELLS).indexOf('status');

const pieces = <Name extends string>(texts: Readonly<Record<Name, string>>): Readonly<Record<Name, Buffer>> =>
  Object.fromEntries(Object.entries<string>(texts).map(([name, text]) => [name, Buffer.from(text)])) as Record<
    Name,
    Buffer
  >;

const PIECE = pieces({
  prefix: HASH_PREFIX,
  comma: ',',
  open: '[',
  close: ']',
  end: '}',
  hash: ',"hash":"',
  status: '","status":"',
  subject: '","subject":"',
  subjectName: '","subject_name":',
  entityName: ',"entity_name":',
  saidByName: ',"said_by_name":',
  sources: ',"sources":[',
  last: ']}\n',
});

const [factCells, citationCells] = [CELLS, CITATION].map((cells) => new Cells(Object.keys(cells).length)) as [
  Cells,
  Cells,
];

/** A citation of which the caller may see the source. */
interface Cited {
  /** Where its cells begin in the row of the fact. */
  readonly at: number;
  readonly source: ReferredSource;
}

const addCitations = (to: JsonBytes, row: Buffer, cited: readonly Cited[]): void => {
  to.add(PIECE.open);
  for (const [place, { at, source }] of cited.entries()) {
    if (place > 0) to.add(PIECE.comma);
    citationCells.read(row, at);
    for (const { key, index, kind } of CITED) {
      to.add(key);
      if (index < 0) to.add(source.sha256);
      else citationCells.write(to, index, kind);
    }
    to.add(PIECE.end);
  }
  to.add(PIECE.close);
};

/** What the hash of the last fact covers, after its prefix. */
const hashed = new JsonBytes(16_384);

const addHashed = (row: Buffer, cited: readonly Cited[]): void => {
  hashed.length = 0;
  hashed.add(PIECE.prefix);
  factCells.read(row);
  for (const { key, index, kind } of FACT) {
    hashed.add(key);
    if (index === CITATIONS) addCitations(hashed, row, cited);
    else factCells.write(hashed, index, kind);
  }
  hashed.add(PIECE.end);
};

/** Writes a fact as one line of JSON: what its hash covers, the hash, and what can change without a new version. */
export const addFact = (
  to: JsonBytes,
  { row, citations, subject, entity, saidBy }: FactRow,
  referred: Referred,
): void => {
  const cited: Cited[] = [];
  for (const { at, source: id } of citations) {
    const source = referred.sourceOf(id);
    if (source) cited.push({ at, source });
  }
  addHashed(row, cited);
  to.add(hashed.from(PIECE.prefix.length), 0, hashed.length - PIECE.prefix.length - 1);
  to.add(PIECE.hash);
  to.addAscii(hash('sha256', hashed.from(0)));
  to.add(PIECE.status);
  to.addAscii(factCells.textOf(STATUS));
  to.add(PIECE.subject);
  to.add(referred.homeOf(subject));
  to.add(PIECE.subjectName);
  to.add(referred.nameOf(subject));
  to.add(PIECE.entityName);
  to.add(referred.nameOf(entity));
  to.add(PIECE.saidByName);
  to.add(referred.nameOf(saidBy));
  to.add(PIECE.sources);
  for (const [place, { source }] of cited.entries()) {
    if (place > 0) to.add(PIECE.comma);
    to.add(source.json);
  }
  to.add(PIECE.last);
};
