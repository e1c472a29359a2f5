import { unstorablePart, UserError, UserErrorCode } from '@wizness/kernel';

export interface NewReview {
  readonly title?: string | null;
  /** Plain text. */
  readonly body: string;
  /** BCP 47 language tag. */
  readonly lang: string;
}

/** In Unicode code points. */
const MAX_TITLE_LENGTH = 200;
const MAX_BODY_LENGTH = 10_000;

const lengthOf = (text: string): number => [...text].length;

const isLanguageTag = (lang: string): boolean => {
  try {
    return Intl.getCanonicalLocales(lang).length === 1;
  } catch {
    return false;
  }
};

const checkText = (text: string, name: 'title' | 'body', maxLength: number): UserError[] => {
  const field = ['review', name];
  const unstorable = unstorablePart(text);
  if (unstorable) {
    return [new UserError(UserErrorCode.INVALID, `The ${name} contains ${unstorable}: remove it.`, field)];
  }
  const length = lengthOf(text);
  if (length <= maxLength) return [];
  const message = `The ${name} has ${length} characters: shorten it to ${maxLength}.`;
  return [new UserError(UserErrorCode.TOO_LONG, message, field)];
};

const checkReview = ({ title, body, lang }: NewReview): UserError[] => {
  const errors = [...checkText(title ?? '', 'title', MAX_TITLE_LENGTH), ...checkText(body, 'body', MAX_BODY_LENGTH)];
  if (body.trim() === '') {
    const message = 'The review is empty: write a text, or rate without a review.';
    errors.push(new UserError(UserErrorCode.REQUIRED, message, ['review', 'body']));
  }
  if (!isLanguageTag(lang)) {
    const message = 'The language must be a BCP 47 tag, such as "fr" or "en-GB", or "und" if it is not known.';
    errors.push(new UserError(UserErrorCode.INVALID, message, ['review', 'lang']));
  }
  return errors;
};

/** Returns every error in a score and its review: INVALID, REQUIRED or TOO_LONG. Empty if both are valid. */
export const checkRating = (score: number, review: NewReview | null): UserError[] => {
  const errors = review ? checkReview(review) : [];
  if (Number.isInteger(score) && score >= 1 && score <= 5) return errors;
  return [new UserError(UserErrorCode.INVALID, 'The score must be 1, 2, 3, 4 or 5.', ['score']), ...errors];
};
