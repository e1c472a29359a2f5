import { type DataIssue, DataIssueCode, dataIssue } from '../issue';
import { findQuoteLanguage } from '../quotes/quote-language';
import { type ParsedQuantity, parseQuantity } from './quantity';

const LANGUAGES = { fr: 'French', en: 'English' } as const;

/**
 * The issues of a quantity that was read in `lang`. If it is read in another language only, its issue says so, with that
 * reading as candidates. The language of a quote is stated, never guessed from a number.
 */
export const issuesWithLanguage = ({ issues, raw }: ParsedQuantity, lang: string): readonly DataIssue[] => {
  const isUnreadable = issues.some(({ code }) => code === DataIssueCode.UNREADABLE_NUMBER);
  const others = (['fr', 'en'] as const).filter((each) => isUnreadable && each !== findQuoteLanguage(lang));
  for (const other of others) {
    const { presence, amount, lower, upper, issues: doubts } = parseQuantity(raw, other);
    if (presence !== 'VALUE' || doubts.length > 0) continue;
    const message = `No number is read from "${raw}" in the language "${lang}", but one is in ${LANGUAGES[other]}: if these words are ${LANGUAGES[other]}, set "lang" of the claim, or of the document, to "${other}".`;
    const candidates = [amount, lower, upper].filter((number) => number !== null);
    return [dataIssue(DataIssueCode.UNREADABLE_NUMBER, message, raw, candidates)];
  }
  return issues;
};
