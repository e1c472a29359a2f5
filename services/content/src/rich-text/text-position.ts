/** A line of a text, with offsets in UTF-16 code units of that text. `end` is before the line break. */
export type TextLine = { readonly text: string; readonly start: number; readonly end: number };

/** A position in a text as editors show it. Both count from 1; the column counts Unicode code points. */
export type TextPosition = { readonly line: number; readonly column: number };

const LINE_BREAK = /\r\n|\r|\n/g;
const SURROGATE = /[\ud800-\udfff]/;

/** The lines of a text; LF, CRLF and CR all end a line. An empty text is one empty line. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const lineBreak of text.matchAll(LINE_BREAK)) {
    lines.push({ text: text.slice(start, lineBreak.index), start, end: lineBreak.index });
    start = lineBreak.index + lineBreak[0].length;
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}

/** Characters that show nothing: spaces, control and format characters such as U+200B, fillers and the blank Braille cell. */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether a reader sees nothing in this line. */
export function isBlankLine(line: string): boolean {
  return line.replace(INVISIBLE, '') === '';
}

/** Whether a reader sees nothing in any line. */
export const isBlank = (text: string): boolean => text.split(/[\n\r]/).every(isBlankLine);

/** Number of Unicode code points of a text. */
export function codePointLength(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Returns a function from a UTF-16 index of `text` to its code-point offset. Create it once for many lookups. */
export function codePointOffsets(text: string): (index: number) => number {
  if (!SURROGATE.test(text)) return (index) => index;
  const offsets = new Uint32Array(text.length + 1);
  let offset = 0;
  let index = 0;
  for (const character of text) {
    offsets.fill(offset, index, index + character.length);
    index += character.length;
    offset += 1;
  }
  offsets[index] = offset;
  return (at) => offsets[at] ?? offset;
}

/** Returns a function from a code-point offset of `text` to its UTF-16 index: the inverse of `codePointOffsets`. */
export function utf16Indexes(text: string): (offset: number) => number {
  if (!SURROGATE.test(text)) return (offset) => offset;
  const indexes: number[] = [];
  let index = 0;
  for (const character of text) {
    indexes.push(index);
    index += character.length;
  }
  return (offset) => indexes[offset] ?? text.length;
}

/** The part of a text between two code-point offsets. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (!SURROGATE.test(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join('');
}

/** Returns a function from a UTF-16 index of `text` to its line and column. Create it once for many lookups. */
export function positionsIn(text: string): (index: number) => TextPosition {
  const lines = linesOf(text);
  const offsetAt = codePointOffsets(text);
  return (index) => {
    const line = lastStartingBy(lines, index);
    return { line: line + 1, column: offsetAt(index) - offsetAt(lines[line]?.start ?? 0) + 1 };
  };
}

/** Line and column of a UTF-16 index. */
export function positionAt(text: string, index: number): TextPosition {
  return positionsIn(text)(index);
}

/** Index of the last span that starts at or before `index`; 0 if none does. The spans are sorted by start. */
export function lastStartingBy(spans: readonly { readonly start: number }[], index: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((spans[middle]?.start ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
