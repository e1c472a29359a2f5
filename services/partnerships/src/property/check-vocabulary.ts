import {
  type LocalizedTextInput,
  type TextByLanguage,
  unstorablePart,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';

const MAX_LABEL = 2_000;
const { INVALID, REQUIRED, TOO_LONG } = UserErrorCode;

/** Texts by language, in the order given. */
export const textsOf = (texts: readonly LocalizedTextInput[]): TextByLanguage =>
  Object.fromEntries(texts.map(({ lang, value }) => [lang, value]));

/** What is wrong with the texts of an input field. Null is no text. */
export const textErrors = (field: string, texts: readonly LocalizedTextInput[] | null | undefined): UserError[] => {
  const given = texts ?? [];
  if (given.length > 20) return [new UserError(TOO_LONG, 'Give at most 20 languages.', [field])];
  const empty = given.findIndex(({ value }) => value.trim() === '' || unstorablePart(value) !== null);
  if (empty >= 0)
    return [new UserError(INVALID, 'The text is empty, or cannot be stored.', [field, `${empty}`, 'value'])];
  const long = given.findIndex(({ value }) => value.length > MAX_LABEL);
  return long < 0
    ? []
    : [new UserError(TOO_LONG, `The text has more than ${MAX_LABEL} characters.`, [field, `${long}`, 'value'])];
};

/** What is wrong with the labels: those of a new entry, and those that replace all, are in French and English at least. */
export const labelErrors = (labels: readonly LocalizedTextInput[] | null | undefined, isNew: boolean): UserError[] => {
  if (labels == null) {
    return isNew ? [new UserError(REQUIRED, 'Give a French and an English label.', ['labels'])] : [];
  }
  const texts = textsOf(labels);
  const missing = ['fr', 'en'].filter((lang) => texts[lang] === undefined);
  const errors = textErrors('labels', labels);
  if (missing.length === 0) return errors;
  return [...errors, new UserError(REQUIRED, `There is no label in ${missing.join(' and ')}. Add it.`, ['labels'])];
};

/** REQUIRED for each named value that a new entry lacks. */
export const missingErrors = (values: Readonly<Record<string, unknown>>): UserError[] =>
  Object.entries(values)
    .filter(([, value]) => value == null)
    .map(([field]) => new UserError(REQUIRED, `A new entry needs \`${field}\`.`, [field]));

/** INVALID if a value that cannot change is given differently. Null is no change. */
export const fixedErrors = (fixed: Readonly<Record<string, readonly [stored: unknown, given: unknown]>>): UserError[] =>
  Object.entries(fixed)
    .filter(([, [stored, given]]) => given != null && given !== stored)
    .map(([field, [stored]]) => new UserError(INVALID, `It is "${String(stored)}" and cannot change.`, [field]));
