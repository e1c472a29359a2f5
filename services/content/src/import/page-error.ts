import { CodedError } from '@wizness/kernel';
import type { TextPosition } from '../rich-text/text-position';

export type PageErrorCode =
  | 'NOT_UTF8'
  | 'EMPTY'
  | 'CONTROL_CHARACTER'
  | 'ONLY_FRAME'
  | 'NO_TITLE'
  | 'NO_BODY'
  | 'UNBALANCED_LINK';

/** A page file cannot be imported. The message has line and column (from 1, in code points) and says how to correct it. */
export class PageError extends CodedError<PageErrorCode> {
  readonly code: PageErrorCode;
  readonly line: number;
  readonly column: number;

  constructor(code: PageErrorCode, { line, column }: TextPosition, problem: string) {
    super(`Line ${line}, column ${column}: ${problem}`);
    this.code = code;
    this.line = line;
    this.column = column;
  }
}
