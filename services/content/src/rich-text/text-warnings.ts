import { type FoundLink, linkProblem } from './link-target';
import { positionsIn, utf16Indexes } from './text-position';

/** A problem in a text, at a UTF-16 index of it. */
export type TextProblem = { readonly at: number; readonly message: string };

// A longer list would not help to correct a text that is wrong throughout.
const MAX_WARNINGS = 50;

/** Warnings with line and column for the first `limit` problems, 50 by default, in text order; then how many are left. */
export function textWarnings(text: string, problems: readonly TextProblem[], limit = MAX_WARNINGS): string[] {
  const positionAt = positionsIn(text);
  const warnings = problems
    .toSorted((one, other) => one.at - other.at)
    .slice(0, limit)
    .map(({ at, message }) => {
      const { line, column } = positionAt(at);
      return `Line ${line}, column ${column}: ${message}`;
    });
  const omitted = problems.length - warnings.length;
  return omitted > 0 ? [...warnings, `And ${omitted} more.`] : warnings;
}

/** Problems of links, whose offsets are code points of `text`. */
export function linkProblems(text: string, links: readonly FoundLink[]): TextProblem[] {
  const indexAt = utf16Indexes(text);
  return links.flatMap((link) => {
    const message = linkProblem(link);
    return message === null ? [] : [{ at: indexAt(link.start), message }];
  });
}
