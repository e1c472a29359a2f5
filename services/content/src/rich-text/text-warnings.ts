import { type FoundLink, linkProblem } from './link-target';
import { codePointOffsets, positionsIn, utf16Indexes } from './text-position';

/** Stable names of what can be doubtful in a text. */
export type WarningCode =
  | 'NO_FRAME'
  | 'FRAME_LIKE_LINE'
  | 'REMOVED_LINE'
  | 'MOJIBAKE'
  | 'ESCAPED_CHARACTER'
  | 'LOST_LETTER'
  | 'HTML_ENTITY'
  | 'HTML_TAG'
  | 'CUT_ADDRESS'
  | 'DATE_ISSUE'
  | 'ITEM_COUNT'
  | 'UNBALANCED_LINK'
  | 'MISSING_URL'
  | 'UNSAFE_SCHEME'
  | 'MORE';

/** A problem in a text, at UTF-16 indexes of it. */
export interface TextProblem {
  readonly code: WarningCode;
  readonly at: number;
  /** Exclusive. */
  readonly end: number;
  readonly message: string;
}

/** A problem with its line and column in the message, and its offsets in code points. Null: it is about the whole text. */
export interface TextWarning {
  readonly code: WarningCode;
  readonly message: string;
  readonly start: number | null;
  readonly end: number | null;
}

// A longer list would not help to correct a text that is wrong throughout.
const MAX_WARNINGS = 50;

/** Warnings for the first `limit` problems, 50 by default, in text order; then, with the code MORE, how many are left. */
export function textWarnings(text: string, problems: readonly TextProblem[], limit = MAX_WARNINGS): TextWarning[] {
  const positionAt = positionsIn(text);
  const offsetAt = codePointOffsets(text);
  const warnings: TextWarning[] = problems
    .toSorted((one, other) => one.at - other.at)
    .slice(0, limit)
    .map(({ code, at, end, message }) => {
      const { line, column } = positionAt(at);
      return { code, message: `Line ${line}, column ${column}: ${message}`, start: offsetAt(at), end: offsetAt(end) };
    });
  const omitted = problems.length - warnings.length;
  if (omitted === 0) return warnings;
  return [...warnings, { code: 'MORE', message: `And ${omitted} more.`, start: null, end: null }];
}

/** Problems of links, whose offsets are code points of `text`. */
export function linkProblems(text: string, links: readonly FoundLink[]): TextProblem[] {
  const indexAt = utf16Indexes(text);
  return links.flatMap((link) => {
    const message = linkProblem(link);
    if (message === null || link.status === 'UNCHECKED') return [];
    return [{ code: link.status, at: indexAt(link.start), end: indexAt(link.end), message }];
  });
}
