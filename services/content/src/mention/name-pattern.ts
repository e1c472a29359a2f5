import { type FoldedText, foldText, isWholeWords } from '@wizness/kernel';

/** One conjunction in a folded text, with the spaces around it. */
const CONJUNCTION = / ?& ?| (?:et|and) /;
/** What is between two words of a name, or before and after them. As in a match key, it makes no difference. */
const BETWEEN_WORDS = /([^\p{L}\p{N}\p{M}\p{S}]+)/u;
const CAPITAL = /\p{Lu}/u;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** A part of a text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const escaped = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Signs that may replace those between two words of a name. A comma or a full stop may separate two names. */
const BESIDE_WORDS = `[ '"()/-]{1,3}`;

/** The pattern of a part of a folded name. Other signs may replace those between its words. */
const patternOf = (part: string): string => {
  const pieces = part.split(BETWEEN_WORDS).filter((piece) => piece !== '');
  if (pieces.every((piece) => BETWEEN_WORDS.test(piece))) return escaped(part);
  return pieces
    .map((piece, index) => {
      if (!BETWEEN_WORDS.test(piece)) return escaped(piece);
      const isInside = index > 0 && index < pieces.length - 1;
      return isInside ? `(?:${escaped(piece)}|${BESIDE_WORDS})` : `(?:${escaped(piece)})?`;
    })
    .join('');
};

/**
 * Finds `name` in `text` as whole words on one line; `folded` is the folded text. Spelling is compared as everywhere, by
 * the kernel's folding, and "&", "et" and "and" are one conjunction. A name with a capital does not match words without
 * one: the name "Claire" is not the French word "claire".
 */
export const findName = (text: string, { text: foldedText, starts, ends }: FoldedText, name: string): Span[] => {
  const parts = foldText(name).trim().split(CONJUNCTION);
  if (parts.join('') === '') return [];
  const pattern = new RegExp(parts.map(patternOf).join(`(?:${CONJUNCTION.source})`), 'gu');
  return [...foldedText.matchAll(pattern)].flatMap(({ index, 0: found }) => {
    const last = index + found.length - 1;
    const span = { start: starts[index] ?? 0, end: ends[last] ?? 0 };
    const surface = text.slice(span.start, span.end);
    // A ligature, which folds to several letters, is inside or outside as a whole.
    const isSplit = starts[index] === starts[index - 1] || ends[last] === ends[last + 1];
    if (isSplit || LINE_BREAK.test(surface) || !isWholeWords(text, span.start, span.end)) return [];
    return CAPITAL.test(name) && !CAPITAL.test(surface) ? [] : [span];
  });
};
