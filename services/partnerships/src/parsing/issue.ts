/** What is wrong or uncertain about a value that was read from a text. */
export enum DataIssueCode {
  MALFORMED_NUMBER = 'MALFORMED_NUMBER',
  UNREADABLE_NUMBER = 'UNREADABLE_NUMBER',
  AMBIGUOUS_NUMBER = 'AMBIGUOUS_NUMBER',
  AMBIGUOUS_DATE = 'AMBIGUOUS_DATE',
  RELATIVE_DATE = 'RELATIVE_DATE',
  IMPLICIT_DATE = 'IMPLICIT_DATE',
  UNREADABLE_DATE = 'UNREADABLE_DATE',
  CONFLICTING_SOURCES = 'CONFLICTING_SOURCES',
  VAGUE_QUANTITY = 'VAGUE_QUANTITY',
  SELF_REPORTED = 'SELF_REPORTED',
  EVALUATIVE = 'EVALUATIVE',
  UNREAD_SOURCE = 'UNREAD_SOURCE',
  MISSING_DENOMINATOR = 'MISSING_DENOMINATOR',
}

export type DataIssue = {
  readonly code: DataIssueCode;
  /** What a reviewer must decide, in English. */
  readonly message: string;
  /** The words of the text that the issue is about. */
  readonly raw: string;
  /** Numbers that the words may mean, as decimal strings, smallest first. Empty if no number is in doubt. */
  readonly candidates: readonly string[];
};

export const dataIssue = (
  code: DataIssueCode,
  message: string,
  raw: string,
  candidates: readonly string[] = [],
): DataIssue => ({ code, message, raw, candidates });
