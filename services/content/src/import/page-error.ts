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

/** A page file that can not be taken in. The message says where (1-based, code points) and how to mend it. */
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
