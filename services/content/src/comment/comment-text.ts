import { unstorablePart, UserErrorCode } from '@wizness/kernel';
import { codePointLength } from '../rich-text/text-position';

const LONGEST = 10_000;

/** Whether there is nothing to read in it. */
export const isBlank = (body: string): boolean => body.trim() === '';

/** What is wrong with the text of a comment, and how to mend it; null where nothing is. */
export const textFlaw = (body: string): { readonly code: UserErrorCode; readonly message: string } | null => {
  if (isBlank(body)) return { code: UserErrorCode.REQUIRED, message: 'Write some text.' };
  if (codePointLength(body) > LONGEST) {
    return { code: UserErrorCode.TOO_LONG, message: `A comment holds at most ${LONGEST} characters: shorten it.` };
  }
  const part = unstorablePart(body);
  return part === null ? null : { code: UserErrorCode.INVALID, message: `The text contains ${part}: remove it.` };
};
