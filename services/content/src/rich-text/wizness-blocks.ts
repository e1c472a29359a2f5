import { linesOf, type TextLine } from './text-position';

/** A stretch of a text, in UTF-16 units of that text: blocks are for rendering, callers convert what they show. */
export type TextSpan = { readonly start: number; readonly end: number };

type ListItem = TextSpan & { readonly number: number | null };

export type WiznessBlock =
  | ({ readonly kind: 'HEADING' } & TextSpan)
  | ({ readonly kind: 'PARAGRAPH' } & TextSpan)
  | ({ readonly kind: 'LIST'; readonly ordered: boolean; readonly items: readonly ListItem[] } & TextSpan);

const BULLET = /^\s*•\s*(?=\S)/;
const NUMBER = /^\s*(\d{1,3})\.\s+(?=\S)/;
const LONGEST_HEADING = 120;
const STOPS = /[.!?…:;,][\s"'”’»)\]]*$/;
const STARTS_LIKE_A_TITLE = /^[\s"'“‘«([]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const FIRST_PERSON = /(?:^|[^\p{L}\p{M}])(?:[Jj]['’]|(?:[Jj]e|[Nn]ous|[Ww]e)(?![\p{L}\p{M}])|I['’]|I(?= \p{Ll}))/u;
const ONLY_A_LINK = /^\s*\{\{LNK\|[^}]*\}\}\s*$/;

/** The blocks of a text in the Wizness manner: headings and lists are told by their look, for there is no markup. */
export function blocksOf(text: string): WiznessBlock[] {
  const groups = groupsOf(linesOf(text));
  return joinLists(
    groups.flatMap((lines, index) =>
      isHeading(lines, index === groups.length - 1) ? [spanOf('HEADING', lines)] : blocksOfGroup(lines),
    ),
  );
}

function groupsOf(lines: readonly TextLine[]): TextLine[][] {
  const groups: TextLine[][] = [];
  let afterBlank = true;
  for (const line of lines) {
    const isBlank = line.text.trim() === '';
    if (!isBlank && afterBlank) groups.push([line]);
    else if (!isBlank) groups.at(-1)?.push(line);
    afterBlank = isBlank;
  }
  return groups;
}

/** A short line on its own, with no final stop, in nobody's voice, and with something under it to be the heading of. */
function isHeading(lines: readonly TextLine[], isLast: boolean): boolean {
  const [line, second] = lines;
  if (line === undefined || second !== undefined || isLast) return false;
  const { text } = line;
  return (
    text.trim().length <= LONGEST_HEADING &&
    STARTS_LIKE_A_TITLE.test(text) &&
    /\p{L}/u.test(text) &&
    ![BULLET, NUMBER, STOPS, FIRST_PERSON, ONLY_A_LINK].some((pattern) => pattern.test(text))
  );
}

/** A paragraph, or a list; in one group a list may follow its introduction, and a line without a mark goes on the item. */
function blocksOfGroup(lines: readonly TextLine[]): WiznessBlock[] {
  const blocks: WiznessBlock[] = [];
  for (const line of lines) {
    const { end } = trimmed(line);
    const last = blocks.at(-1);
    const mark = BULLET.exec(line.text) ?? NUMBER.exec(line.text);
    if (mark !== null) {
      const number = mark[1] === undefined ? null : Number(mark[1]);
      const item = { number, start: line.start + mark[0].length, end };
      blocks.push({ kind: 'LIST', ordered: number !== null, items: [item], start: trimmed(line).start, end });
    } else if (last === undefined) {
      blocks.push(spanOf('PARAGRAPH', [line]));
    } else {
      blocks.splice(-1, 1, lengthened(last, end));
    }
  }
  return blocks;
}

function lengthened(block: WiznessBlock, end: number): WiznessBlock {
  if (block.kind !== 'LIST') return { ...block, end };
  return {
    ...block,
    end,
    items: block.items.map((item, at) => (at === block.items.length - 1 ? { ...item, end } : item)),
  };
}

/** Neighbouring lists of one sort are one list, blank lines between them or not; a numbered one only while it counts on. */
function joinLists(blocks: readonly WiznessBlock[]): WiznessBlock[] {
  const joined: WiznessBlock[] = [];
  let items: ListItem[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind !== 'LIST') joined.push(block);
    else if (last?.kind === 'LIST' && last.ordered === block.ordered && countsOn(last, block)) {
      items.push(...block.items);
      joined.splice(-1, 1, { ...last, items, end: block.end });
    } else {
      items = [...block.items];
      joined.push({ ...block, items });
    }
  }
  return joined;
}

function countsOn(before: { items: readonly ListItem[] }, after: { items: readonly ListItem[] }): boolean {
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
