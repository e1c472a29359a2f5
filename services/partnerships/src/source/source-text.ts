import { badArgument } from '@wizness/kernel';
import type { Citation } from './citation.entity';
import type { Source } from './source.entity';

/** The most code points of a text in one answer. */
const MAX_LENGTH = 100_000;
/** Code points of the text around a quote. */
const CONTEXT = 32;

/** The text of a source whose text the viewer may read. Nulls: a publication whose text is not stored. */
export type SourceText = Pick<Source, 'id' | 'sha256' | 'text'>;

/** A text whose offsets are code points. */
interface CodePoints {
  readonly length: number;
  /** The text from one code point to another, which is excluded. */
  slice(from: number, to: number): string;
}

const cached = new WeakMap<SourceText, CodePoints>();

/** Parts of a text without surrogates share its memory, however many are asked for. */
const splitText = (text: string): CodePoints => {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, slice: (from, to) => text.slice(from, to) };
  const codePoints = Array.from(text);
  return { length: codePoints.length, slice: (from, to) => codePoints.slice(from, to).join('') };
};

/** The code points of a source's text, split once for all its citations. Null if the text is not known or not readable. */
const codePointsOf = (source: SourceText | null): CodePoints | null => {
  if (!source || source.text === null) return null;
  const codePoints = cached.get(source) ?? splitText(source.text);
  cached.set(source, codePoints);
  return codePoints;
};

/** Length of the text in code points. Null if it is not known or not readable. */
export const lengthOf = (source: SourceText | null): number | null => codePointsOf(source)?.length ?? null;

/**
 * The text of a source from one code point to another, which is excluded; at most 100,000 of them. Null if the text is not
 * known. Throws BAD_USER_INPUT for a range that starts before the text or ends before it starts.
 */
export const textOf = (source: SourceText | null, from: number, to: number | null): string | null => {
  if (from < 0) throw badArgument(['from'], `\`from\` must not be negative, but it is ${from}.`, ['0 or more']);
  if (to !== null && to < from) {
    throw badArgument(['to'], `\`to\` must not be before \`from\`: ${to} is less than ${from}.`, [`${from} or more`]);
  }
  const end = Math.min(to ?? Infinity, from + MAX_LENGTH);
  return codePointsOf(source)?.slice(from, end) ?? null;
};

/** The text right before and after a quote, up to 32 code points each. Null if the place of the quote is not known. */
export const contextOf = (
  source: SourceText | null,
  { startOffset, endOffset }: Citation,
): { readonly prefix: string; readonly suffix: string } | null => {
  const codePoints = codePointsOf(source);
  if (!codePoints || startOffset === null || endOffset === null) return null;
  return {
    prefix: codePoints.slice(Math.max(0, startOffset - CONTEXT), startOffset),
    suffix: codePoints.slice(endOffset, endOffset + CONTEXT),
  };
};

/** The place of a quote in the body of the post. Null if the source is no post, or the quote is outside the body. */
export const placeInBody = (
  source: Source | null,
  { startOffset, endOffset }: Citation,
): { readonly start: number; readonly end: number } | null => {
  const { bodyStart = null, bodyEnd = null } = source ?? {};
  if (bodyStart === null || bodyEnd === null || startOffset === null || endOffset === null) return null;
  if (startOffset < bodyStart || endOffset > bodyEnd) return null;
  return { start: startOffset - bodyStart, end: endOffset - bodyStart };
};
