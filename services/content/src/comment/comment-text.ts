import { unstorablePart, UserErrorCode } from '@wizness/kernel';
import { codePointLength } from '../rich-text/text-position';

/** In Unicode code points. */
const MAX_LENGTH = 10_000;

export const isBlank = (body: string): boolean => body.trim() === '';

/** Why a text cannot be a comment, and how to correct it; null if it can. */
export const checkText = (body: string): { readonly code: UserErrorCode; readonly message: string } | null => {
  if (isBlank(body)) return { code: UserErrorCode.REQUIRED, message: 'Write some text.' };
  if (codePointLength(body) > MAX_LENGTH) {
    return { code: UserErrorCode.TOO_LONG, message: `A comment has at most ${MAX_LENGTH} characters: shorten it.` };
  }
  const part = unstorablePart(body);
  return part === null ? null : { code: UserErrorCode.INVALID, message: `The text contains ${part}: remove it.` };
};
