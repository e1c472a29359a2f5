import { matchKey } from '@wizness/kernel';

/** The words of texts, as a search by text compares them: the match key of each on a line. Null is no text. */
export const wordsOf = (texts: readonly (string | null | undefined)[]): string =>
  texts.map((text) => matchKey(text ?? '')).join('\n');
