import {
  lineProblem,
  marksProblem,
  paragraphsProblem,
  unstorablePart,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import { codePointLength, isBlank, isBlankLine } from '../rich-text/text-position';
import { TextFormat } from '../rich-text/rich-text.enums';
import { MAX_NESTING, nestingOf } from '../rich-text/nesting';
import { RichText } from '../rich-text/rich-text.types';

type Field = readonly string[];

const error = (code: UserErrorCode, field: Field, message: string): UserError[] => [
  new UserError(code, message, [...field]),
];

const tooLong = (field: Field, length: number, max: number): UserError[] =>
  error(UserErrorCode.TOO_LONG, field, `It has ${length} characters, and at most ${max} are allowed: shorten it.`);

/** What is wrong with a text on one line of at most `max` code points. A blank one is refused with REQUIRED. */
export const checkLine = (text: string, field: Field, max: number): UserError[] => {
  if (isBlankLine(text)) return error(UserErrorCode.REQUIRED, field, 'Write at least one letter or digit.');
  const length = codePointLength(text);
  if (length > max) return tooLong(field, length, max);
  const problem = lineProblem(text, max);
  return problem === null ? [] : error(UserErrorCode.INVALID, field, problem);
};

/** What is wrong with a text that may have several lines and at most `max` code points. Null and blank texts are valid. */
export const checkParagraphs = (text: string | null | undefined, field: Field, max: number): UserError[] => {
  if (text == null) return [];
  const length = codePointLength(text);
  if (length > max) return tooLong(field, length, max);
  const problem = paragraphsProblem(text, max);
  return problem === null ? [] : error(UserErrorCode.INVALID, field, problem);
};

/** An address that runs a program in the page. Other unsafe addresses are only shown as text. */
const SCRIPT = /^[\s\p{Cc}]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|^[\s\p{Cc}]*data\s*:/iu;

/** What is wrong with a text with markup of at most `max` code points. */
export const checkBody = (source: string, format: TextFormat, field: Field, max: number): UserError[] => {
  if (isBlank(source)) return error(UserErrorCode.REQUIRED, field, 'Write some text.');
  const length = codePointLength(source);
  if (length > max) return tooLong(field, length, max);
  const part = unstorablePart(source);
  if (part !== null) return error(UserErrorCode.INVALID, field, `The text contains ${part}: remove it.`);
  const marks = marksProblem(source);
  if (marks !== null) return error(UserErrorCode.INVALID, field, marks);
  if (format === TextFormat.MARKDOWN && nestingOf(source) > MAX_NESTING) {
    const message = `Quotes and lists are nested too deeply: at most ${MAX_NESTING} levels are allowed, and a list has two.`;
    return error(UserErrorCode.INVALID, field, message);
  }
  const link = new RichText(source, format).links.find(({ rawUrl }) => SCRIPT.test(rawUrl));
  if (!link) return [];
  const message = `The link "${link.label.slice(0, 60)}" leads to a script or data, not to a page: give an http, https or mailto address.`;
  return error(UserErrorCode.INVALID, field, message);
};
