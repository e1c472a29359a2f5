import { unstorablePart, UserError, UserErrorCode } from '@wizness/kernel';

export interface NewReview {
  readonly title?: string | null;
  readonly body: string;
  readonly lang: string;
}

/** In Unicode code points. */
const LONGEST_TITLE = 150;
const LONGEST_BODY = 5000;

const lengthOf = (text: string): number => [...text].length;

const isLanguageTag = (lang: string): boolean => {
  try {
    return Intl.getCanonicalLocales(lang).length === 1;
  } catch {
    return false;
  }
};

const checkText = (text: string, name: 'title' | 'body', longest: number): UserError[] => {
  const field = ['review', name];
  const unstorable = unstorablePart(text);
  if (unstorable) {
    return [new UserError(UserErrorCode.INVALID, `The ${name} contains ${unstorable}: remove it.`, field)];
  }
  const length = lengthOf(text);
  if (length <= longest) return [];
  const message = `The ${name} has ${length} characters; shorten it to ${longest}.`;
  return [new UserError(UserErrorCode.TOO_LONG, message, field)];
};

const checkReview = ({ title, body, lang }: NewReview): UserError[] => {
  const errors = [...checkText(title ?? '', 'title', LONGEST_TITLE), ...checkText(body, 'body', LONGEST_BODY)];
  if (body.trim() === '') {
    const message = 'The review is empty. Write something, or give the score alone.';
    errors.push(new UserError(UserErrorCode.REQUIRED, message, ['review', 'body']));
  }
  if (!isLanguageTag(lang)) {
    const message = 'The language must be a BCP 47 tag, such as "fr" or "en-GB"; "und" where it is not known.';
    errors.push(new UserError(UserErrorCode.INVALID, message, ['review', 'lang']));
  }
  return errors;
};

/** All that is wrong with a score and its review; nothing where they will do. */
export const checkRating = (score: number, review: NewReview | null): UserError[] => {
  const errors = review ? checkReview(review) : [];
  if (Number.isInteger(score) && score >= 1 && score <= 5) return errors;
  return [new UserError(UserErrorCode.INVALID, 'The score must be 1, 2, 3, 4 or 5.', ['score']), ...errors];
};
