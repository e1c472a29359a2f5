import { type FoundLink, linkComplaint } from './link-target';
import { positionsIn, utf16Indexes } from './text-position';

/** Something to tell the author of a text, at a UTF-16 index of it. */
export type Remark = { readonly at: number; readonly message: string };

// A text that is wrong throughout is not mended by a longer list.
const MOST_REMARKS = 50;

/** The remarks as sentences that begin with line and column, in the order of the text; the first 50. */
export function remarksInOrder(text: string, remarks: readonly Remark[]): string[] {
  const positionAt = positionsIn(text);
  const sentences = remarks
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST_REMARKS)
    .map(({ at, message }) => {
      const { line, column } = positionAt(at);
      return `Line ${line}, column ${column}: ${message}`;
    });
  const left = remarks.length - sentences.length;
  return left > 0 ? [...sentences, `And ${left} more.`] : sentences;
}

/** What there is to say of links whose offsets are code points of `text`. */
export function linkRemarks(text: string, links: readonly FoundLink[]): Remark[] {
  const indexAt = utf16Indexes(text);
  return links.flatMap((link) => {
    const message = linkComplaint(link);
    return message === null ? [] : [{ at: indexAt(link.start), message }];
  });
}
