/** A line of a text, in UTF-16 units of that text. `end` is before the line break. */
export type TextLine = { readonly text: string; readonly start: number; readonly end: number };

/** A place in a text as an editor shows it: both 1-based, the column in Unicode code points. */
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

/** How many Unicode code points a text has. */
export function codePointLength(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A function from a UTF-16 index of `text` to its code-point offset; made once for many look-ups. */
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

/** A function from a code-point offset of `text` to its UTF-16 index: the inverse of `codePointOffsets`. */
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

/** A function from a UTF-16 index of `text` to its line and column; made once for many look-ups. */
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

/** Which of some spans, sorted by their start, is the last to start at or before an index; 0 if none does. */
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
