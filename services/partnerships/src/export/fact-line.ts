import { hash } from 'node:crypto';
import { CELLS, type CellKind, CITATION, HASHED } from './fact-cells';
import { HASH_PREFIX } from './fact-columns';
import type { FactRow } from './fact-row';
import { JsonBytes } from './json-bytes';
import type { Referred, ReferredSource } from './referred';
import { cellIndex, Cells } from './row-cells';

/** A key, with what comes before it. */
interface Step {
  readonly key: Buffer;
  /** Its cell; -1 for what is no cell. */
  readonly index: number;
  readonly kind: CellKind;
}

/** The canonical form of RFC 8785: the keys are sorted, and there are no blanks. */
const stepsOf = (keys: readonly string[], prefix = ''): readonly Step[] =>
  keys.toSorted().map((key, position) => ({
    key: Buffer.from(`${position === 0 ? '{' : ','}"${key}":`),
    index: cellIndex(prefix + key),
    kind: CELLS[prefix + key]?.kind ?? 'bare',
  }));

const FACT = stepsOf([...Object.keys(HASHED), 'citations']);
const CITED = stepsOf([...Object.keys(CITATION), 'source_sha256'], 'citation.');
const STATUS = cellIndex('status');

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

const [factCells, citationCells] = [new Cells(), new Cells()];

/** A citation of which the caller may see the source. */
interface Cited {
  readonly row: Buffer;
  readonly source: ReferredSource;
}

const addCitations = (to: JsonBytes, cited: readonly Cited[]): void => {
  to.add(PIECE.open);
  for (const [place, { row, source }] of cited.entries()) {
    if (place > 0) to.add(PIECE.comma);
    citationCells.read(row);
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
    if (index < 0) addCitations(hashed, cited);
    else factCells.write(hashed, index, kind);
  }
  hashed.add(PIECE.end);
};

/** Writes a fact as one line of JSON: what its hash covers, the hash, and what can change without a new version. */
export const addFact = (
  to: JsonBytes,
  { rows, sources, subject, entity, saidBy }: FactRow,
  referred: Referred,
): void => {
  const cited = rows.flatMap((row, place): Cited[] => {
    const source = referred.sourceOf(sources[place] ?? '');
    return source ? [{ row, source }] : [];
  });
  addHashed(rows[0] as Buffer, cited);
  to.add(hashed.from(PIECE.prefix.length), 0, hashed.length - PIECE.prefix.length - 1);
  to.add(PIECE.hash);
  to.addAscii(hash('sha256', hashed.from(0)));
  to.add(PIECE.status);
  to.add(Buffer.from(factCells.textOf(STATUS)));
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
