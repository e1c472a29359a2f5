import { isBlankLine, type TextLine } from './text-position';

/** How the items of a list are numbered, as the `type` of an HTML list. Null: they are not. */
export type Numbering = '1' | 'a' | 'A' | 'i' | 'I';

/** The mark of an item at the beginning of a line. */
export type ListMark = {
  /** In UTF-16 code units, with the spaces around it. */
  readonly length: number;
  readonly numbering: Numbering | null;
  /** Null if the items are not numbered. */
  readonly number: number | null;
};

const BULLET = /^\s*[•▪▫◦‣⁃●○■□►▶➢➤➔→✓✔✅☑☐∙◆◇❖★☆✦❍◉・\uf0a7\uf0b7]\s*(?=\S)/;
/** "1.", "1)", "(1)", "1-", "1/" or "1°" before a space. */
const NUMBER = /^\s*\(?(\d{1,3})[.)/°–-]\s+(?=\S)/;

/**
 * Marks with which a sentence, a dialogue, a date or initials can begin, too. They are list marks if an adjacent line has the
 * same one, and with numbers, the one before or after it.
 */
const DASH = /^\s*[-‐‑‒–—―−]{1,2}(?:\s+(?=\S)|(?=\p{L}))/u;
const SIGN = /^\s*([*·+~o])\s+(?=\S)/;
const OTHER_NUMBER = /^\s*[([（［]?([\d０-９]{1,3})( ?[.)\]/°:–—-]|°\)|\.[-)]|[．）］、])(?:\s+(?=\S)|(?=\p{L}))/u;
const CIRCLED = /^\s*([①-⑳])\s*(?=\S)/u;
const LETTER = /^\s*([([]?)(?:([a-z]|[ivx]{2,5})([.)\]])|([A-Z]|[IVX]{2,5})([)\]])|([IVX]{1,5})(\.))\s+(?=\S)/;

type PossibleMark = ListMark & {
  /** What two marks of one list have in common. */
  readonly shape: string;
};

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'];

const possible = (match: RegExpExecArray, shape: string, numbering: Numbering | null, number: number | null) => ({
  length: match[0].length,
  shape: `${shape}${numbering ?? ''}`,
  numbering,
  number,
});

/** Each reading of a letter: "i)" follows "h)", or is a Roman one. */
const lettersIn = (line: string): PossibleMark[] => {
  const match = LETTER.exec(line);
  if (!match) return [];
  const [, opened = '', lower, lowerEnd, upper, upperEnd, roman, romanEnd] = match;
  const letters = lower ?? upper ?? roman ?? '';
  const shape = `${opened}${lowerEnd ?? upperEnd ?? romanEnd ?? ''}`;
  const isLower = lower !== undefined;
  const romanNumber = ROMAN.indexOf(letters.toLowerCase()) + 1;
  const isLetter = letters.length === 1 && roman === undefined;
  return [
    ...(isLetter ? [possible(match, shape, isLower ? 'a' : 'A', Number.parseInt(letters, 36) - 9)] : []),
    ...(romanNumber > 0 ? [possible(match, shape, isLower ? 'i' : 'I', romanNumber)] : []),
  ];
};

const possibleMarks = (line: string): PossibleMark[] => {
  const dash = DASH.exec(line);
  if (dash) return [possible(dash, '-', null, null)];
  const sign = SIGN.exec(line);
  if (sign) return [possible(sign, sign[1] ?? '', null, null)];
  const number = OTHER_NUMBER.exec(line) ?? CIRCLED.exec(line);
  if (number) return [possible(number, number[2] ?? '①', '1', Number((number[1] ?? '').normalize('NFKC')))];
  return lettersIn(line);
};

const surely = (line: string): ListMark | null => {
  const bullet = BULLET.exec(line);
  if (bullet) return { length: bullet[0].length, numbering: null, number: null };
  const number = NUMBER.exec(line);
  return number && { length: number[0].length, numbering: '1', number: Number(number[1]) };
};

const isNext = (one: PossibleMark, other: PossibleMark, step: 1 | -1): boolean =>
  one.shape === other.shape && (one.number === null || other.number === one.number + step);

const indentOf = ({ text }: TextLine): number => text.length - text.trimStart().length;

/** The marks of the lines that are items of a list. */
export function listMarks(lines: readonly TextLine[]): ReadonlyMap<TextLine, ListMark> {
  const marks = new Map<TextLine, ListMark>();
  const open: { line: TextLine; marks: PossibleMark[] }[] = [];
  for (const line of lines.filter(({ text }) => !isBlankLine(text))) {
    const sure = surely(line.text);
    if (sure) marks.set(line, sure);
    const possibleOnes = sure ? [] : possibleMarks(line.text);
    const last = open.at(-1);
    // An indented line goes on with the item above it.
    if (last && possibleOnes.length === 0 && !sure && indentOf(line) > indentOf(last.line)) continue;
    open.push({ line, marks: possibleOnes });
  }
  open.forEach(({ line, marks: own }, at) => {
    const [before = [], after = []] = [open[at - 1]?.marks, open[at + 1]?.marks];
    const found = own.find(
      (mark) => after.some((each) => isNext(mark, each, 1)) || before.some((each) => isNext(mark, each, -1)),
    );
    if (found) marks.set(line, found);
  });
  return marks;
}
