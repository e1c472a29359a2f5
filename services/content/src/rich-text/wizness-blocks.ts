import { type ListMark, listMarks, type Numbering } from './list-marks';
import { isBlankLine, linesOf, type TextLine } from './text-position';

/** A part of a text, with offsets in UTF-16 code units of that text. */
export type TextSpan = { readonly start: number; readonly end: number };

type ListItem = TextSpan & { readonly number: number | null };

export type WiznessBlock =
  | ({ readonly kind: 'HEADING' } & TextSpan)
  | ({ readonly kind: 'PARAGRAPH' } & TextSpan)
  | ({ readonly kind: 'LIST'; readonly numbering: Numbering | null; readonly items: readonly ListItem[] } & TextSpan);

const MAX_HEADING_LENGTH = 120;
const FINAL_PUNCTUATION = /[.!?…:;,][\s"'”’»)\]]*$/;
const STARTS_LIKE_A_TITLE = /^[\s"'“‘«([]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const FIRST_PERSON = /(?:^|[^\p{L}\p{M}])(?:[Jj]['’]|(?:[Jj]e|[Nn]ous|[Ww]e)(?![\p{L}\p{M}])|I['’]|I(?= \p{Ll}))/u;
const ONLY_A_LINK = /^\s*\{\{LNK\|[^}]*\}\}\s*$/;

/** The blocks of a text of a Wizness page. It has no markup: headings and lists are recognised by their form. */
export function blocksOf(text: string): WiznessBlock[] {
  const lines = linesOf(text);
  const groups = groupsOf(lines);
  const marks = listMarks(lines);
  return joinLists(
    groups.flatMap((group, index) =>
      isHeading(group, index === groups.length - 1, marks) ? [spanOf('HEADING', group)] : blocksOfGroup(group, marks),
    ),
  );
}

function groupsOf(lines: readonly TextLine[]): TextLine[][] {
  const groups: TextLine[][] = [];
  let afterBlank = true;
  for (const line of lines) {
    const isBlank = isBlankLine(line.text);
    if (!isBlank && afterBlank) groups.push([line]);
    else if (!isBlank) groups.at(-1)?.push(line);
    afterBlank = isBlank;
  }
  return groups;
}

/** A heading is a single short line without final punctuation or first person, with text below it. */
function isHeading(lines: readonly TextLine[], isLast: boolean, marks: ReadonlyMap<TextLine, ListMark>): boolean {
  const [line, second] = lines;
  if (line === undefined || second !== undefined || isLast || marks.has(line)) return false;
  const { text } = line;
  return (
    text.trim().length <= MAX_HEADING_LENGTH &&
    STARTS_LIKE_A_TITLE.test(text) &&
    /\p{L}/u.test(text) &&
    ![FINAL_PUNCTUATION, FIRST_PERSON, ONLY_A_LINK].some((pattern) => pattern.test(text))
  );
}

/** The paragraphs and lists of a group of lines. A list may follow its introduction; a line without a mark continues an item. */
function blocksOfGroup(lines: readonly TextLine[], marks: ReadonlyMap<TextLine, ListMark>): WiznessBlock[] {
  const blocks: WiznessBlock[] = [];
  for (const line of lines) {
    const { end } = trimmed(line);
    const last = blocks.at(-1);
    const mark = marks.get(line);
    if (mark !== undefined) {
      const { number, numbering, length } = mark;
      const item = { number, start: line.start + length, end };
      blocks.push({ kind: 'LIST', numbering, items: [item], start: trimmed(line).start, end });
    } else if (last === undefined) {
      blocks.push(spanOf('PARAGRAPH', [line]));
    } else {
      blocks.splice(-1, 1, extended(last, end));
    }
  }
  return blocks;
}

function extended(block: WiznessBlock, end: number): WiznessBlock {
  if (block.kind !== 'LIST') return { ...block, end };
  return {
    ...block,
    end,
    items: block.items.map((item, at) => (at === block.items.length - 1 ? { ...item, end } : item)),
  };
}

/** Joins adjacent lists of the same kind, also across blank lines. A numbered list must continue the numbers. */
function joinLists(blocks: readonly WiznessBlock[]): WiznessBlock[] {
  const joined: WiznessBlock[] = [];
  let items: ListItem[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind !== 'LIST') joined.push(block);
    else if (last?.kind === 'LIST' && last.numbering === block.numbering && continuesNumbers(last, block)) {
      items.push(...block.items);
      joined.splice(-1, 1, { ...last, items, end: block.end });
    } else {
      items = [...block.items];
      joined.push({ ...block, items });
    }
  }
  return joined;
}

function continuesNumbers(before: { items: readonly ListItem[] }, after: { items: readonly ListItem[] }): boolean {
  const number = after.items[0]?.number ?? null;
  return number === null || number === (before.items.at(-1)?.number ?? 0) + 1;
}

function spanOf(kind: 'HEADING' | 'PARAGRAPH', lines: readonly TextLine[]): WiznessBlock {
  const [first] = lines;
  return {
    kind,
    start: first === undefined ? 0 : trimmed(first).start,
    end: first === undefined ? 0 : trimmed(first).end,
  };
}

function trimmed({ text, start, end }: TextLine): TextSpan {
  return { start: start + text.length - text.trimStart().length, end: end - text.length + text.trimEnd().length };
}
