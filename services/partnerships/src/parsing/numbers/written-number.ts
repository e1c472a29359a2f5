import { compareDecimals } from './decimal';
import { readNumberWords } from './number-words';
import type { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';

/** A number as it stands in a text. A malformed one has no value, only the candidates that it may have meant. */
export type WrittenNumber = {
  readonly raw: string;
  readonly value: string | null;
  readonly approximate: boolean;
  readonly candidates: readonly string[];
};

/** Digits with single marks between them; a hyphen is none of them, so a range ends the first number. */
const DIGIT_RUN = /[+-]?\d+(?:[ .,']\d+)*/;

const DECIMAL_MARK: Record<QuoteLanguage, string> = { fr: ',', en: '.' };

const GROUPED: Record<QuoteLanguage, RegExp> = {
  fr: /^(\d+|\d{1,3}(?: \d{3})+)(?:,(\d+))?$/,
  en: /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.(\d+))?$/,
};

/** Takes one number, in digits or in words, from the front of a folded phrase; null if none stands there. */
export const takeNumber = (scanner: PhraseScanner, lang: QuoteLanguage): WrittenNumber | null => {
  const digits = scanner.take(DIGIT_RUN);
  if (digits) return readDigits(digits[0], lang);
  const words = readNumberWords(scanner.rest, lang);
  if (!words) return null;
  const raw = scanner.rest.slice(0, words.length);
  scanner.skip(words.length);
  return { raw, value: String(words.value), approximate: words.approximate, candidates: [] };
};

const readDigits = (raw: string, lang: QuoteLanguage): WrittenNumber => {
  const sign = raw.startsWith('-') ? '-' : '';
  const unsigned = raw.replace(/^[+-]/, '');
  const match = GROUPED[lang].exec(unsigned);
  if (!match)
    return {
      raw,
      value: null,
      approximate: false,
      candidates: candidatesFor(unsigned, lang).map((each) => sign + each),
    };
  const whole = withoutLeadingZeros((match[1] ?? '').replace(/\D/g, ''));
  return { raw, value: `${sign}${whole}${match[2] ? `.${match[2]}` : ''}`, approximate: false, candidates: [] };
};

/**
 * What a wrongly grouped number may have meant: a digit too many typed at the end of a group (1 2000 for 1 200), a mark too
 * many (1 2000 for 12000), or the other language's decimal mark (1.5 in French).
 */
const candidatesFor = (text: string, lang: QuoteLanguage): string[] => {
  const parts = text.split(DECIMAL_MARK[lang]);
  const [whole = '', fraction] = parts.length === 2 ? parts : [text];
  const groups = whole.split(/\D/);
  const suffix = fraction === undefined ? '' : `.${fraction}`;
  const readings = [groups.join(''), groups.map((group) => group.slice(0, 3)).join('')].map((each) => each + suffix);
  const foreign = /^(\d+)[.,](\d+)$/.exec(text);
  if (foreign) readings.push(`${foreign[1]}.${foreign[2]}`);
  return [...new Set(readings.map(withoutLeadingZeros))].sort(compareDecimals);
};

const withoutLeadingZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');
