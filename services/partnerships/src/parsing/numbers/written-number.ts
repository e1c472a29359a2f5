import type { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';
import { addDecimals, compareDecimals, exactQuotient } from './decimal';
import { takeWordFraction } from './fraction-words';
import { readNumberWords } from './number-words';

/**
 * A number as a text writes it. Its value is null if it is malformed or has several readings; `candidates` then has what it
 * may mean, the smallest first. `lead` times ten to the power `power` is its value if it ends in a power of ten (`trois
 * cents`, `3 000`), so that a range can share it.
 */
export type WrittenNumber = {
  readonly raw: string;
  readonly value: string | null;
  readonly lead: string | null;
  readonly power: number;
  /** Whether the power is a word ("cents"), not the zeros of digits ("3 000"). */
  readonly powerIsWord: boolean;
  readonly approximate: boolean;
  /** Whether it is a multiple of a collective noun: "trois douzaines". */
  readonly isMultiple: boolean;
  /** Whether it is a part of a whole: "3/4", "deux tiers". */
  readonly isFraction: boolean;
  readonly doubt: 'MALFORMED' | 'AMBIGUOUS' | null;
  readonly candidates: readonly string[];
};

/** Three decimals after a short whole number may be thousands, in the style of another language: "1,500" in French. */
export const maybeThousands = ({ raw, value }: WrittenNumber): boolean =>
  value !== null && /^[1-9]\d{0,2}[.,]\d{3}$/.test(raw) && /\.\d{3}$/.test(value);

/** Digits with single marks between them. A hyphen is not a mark, so a range ends the first number. */
const DIGIT_RUN = /-?\d+(?:[ .,']\d+)*/;
const DIGIT_FRACTION = /(?:(\d+) )?(\d+)\/(\d+)(?![\d/])/;
/** Two numbers with a slash and a greater denominator are a date, a range or a reference (12/2012, 300/400). */
const MAX_DENOMINATOR = 100;
/** Up to this one it is a fraction. A greater one may also be a mark or a date (14/20, 9/11). */
const MAX_CERTAIN_DENOMINATOR = 10;
const EXPONENT = /(\d+)(?:\^(\d))+/;

const DECIMAL_MARK: Record<QuoteLanguage, string> = { fr: ',', en: '.' };

const GROUPED: Record<QuoteLanguage, RegExp> = {
  fr: /^(\d+|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:'\d{3})+)(?:,(\d+))?$/,
  en: /^(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:'\d{3})+)(?:\.(\d+))?$/,
};

const AMBIGUOUS = { value: null, doubt: 'AMBIGUOUS' } as const;

const PLAIN = {
  value: null,
  lead: null,
  power: 0,
  powerIsWord: false,
  approximate: false,
  isMultiple: false,
  isFraction: false,
  doubt: null,
  candidates: [],
} as const;

/** Takes one number, in digits or in words, from the front of a folded phrase; null if there is none. */
export const takeNumber = (scanner: PhraseScanner, lang: QuoteLanguage): WrittenNumber | null => {
  const exponent = scanner.take(EXPONENT);
  if (exponent) return readExponent(exponent[0]);
  const fraction = scanner.take(DIGIT_FRACTION);
  if (fraction) return readFraction(fraction);
  const digits = scanner.take(DIGIT_RUN);
  if (digits) return readDigits(digits[0], lang);
  const wordFraction = takeWordFraction(scanner, lang);
  if (wordFraction) return fractionOf(wordFraction.raw, wordFraction.numerator, wordFraction.denominator);
  const words = readNumberWords(scanner.rest, lang);
  if (!words) return null;
  const raw = scanner.rest.slice(0, words.length);
  scanner.advance(words.length);
  const { value, lead, power, approximate, isMultiple } = words;
  const spoken = lang === 'fr' ? spokenReading(raw, value) : null;
  if (spoken !== null) return { ...PLAIN, raw, ...AMBIGUOUS, candidates: [String(value), spoken] };
  const shared = { lead: String(lead), power, powerIsWord: power > 0 };
  return { ...PLAIN, raw, value: String(value), ...shared, approximate, isMultiple };
};

/** "Un million deux" is 1,000,002, or as it is spoken, 1,200,000. The second reading; null if there is none. */
const spokenReading = (raw: string, value: number): string | null => {
  const power = /(million|milliard)s?[ -](?:deux|trois|quatre|cinq|six|sept|huit|neuf)$/i.exec(raw)?.[1];
  if (power === undefined) return null;
  const digit = value % 10;
  return String(value - digit + digit * 10 ** (power.toLowerCase() === 'million' ? 5 : 8));
};

/** "10²" is a power, or the number 10 with the mark of a note. */
const readExponent = (raw: string): WrittenNumber => {
  const [base = '', ...exponents] = raw.split('^');
  const power = BigInt(base) ** BigInt(exponents.join('').slice(0, 2));
  return { ...PLAIN, raw, doubt: 'AMBIGUOUS', candidates: [base, String(power)].sort(compareDecimals) };
};

const readFraction = ([raw, whole, numerator, denominator]: RegExpExecArray): WrittenNumber => {
  if (Number(denominator) > MAX_DENOMINATOR) return { ...PLAIN, raw, isFraction: true, doubt: 'MALFORMED' };
  const read = fractionOf(raw, Number(numerator), Number(denominator));
  const isCertain = Number(denominator) <= MAX_CERTAIN_DENOMINATOR || read.value === null;
  const part = isCertain ? read : { ...PLAIN, raw, isFraction: true, ...AMBIGUOUS, candidates: [read.value ?? ''] };
  if (whole === undefined) return part;
  const add = (value: string): string => addDecimals(whole, value);
  return { ...part, isFraction: false, value: part.value && add(part.value), candidates: part.candidates.map(add) };
};

/** A fraction with an exact decimal; of another, the two decimals around it are the candidates. */
const fractionOf = (raw: string, numerator: number, denominator: number): WrittenNumber => {
  if (numerator >= denominator) return { ...PLAIN, raw, isFraction: true, doubt: 'MALFORMED' };
  const value = exactQuotient(numerator, denominator);
  if (value !== null) return { ...PLAIN, raw, value, isFraction: true };
  const candidates = [(numerator / denominator).toFixed(4)];
  return { ...PLAIN, raw, isFraction: true, doubt: 'AMBIGUOUS', candidates };
};

const readDigits = (raw: string, lang: QuoteLanguage): WrittenNumber => {
  const sign = raw.startsWith('-') ? '-' : '';
  const unsigned = raw.replace(/^-/, '');
  const match = GROUPED[lang].exec(unsigned);
  if (!match) {
    const candidates = candidatesFor(unsigned, lang).map((each) => sign + each);
    return { ...PLAIN, raw, doubt: 'MALFORMED', candidates };
  }
  const whole = withoutLeadingZeros((match[1] ?? '').replace(/\D/g, ''));
  const thousands = /^(\d{1,3})((?:[ ,']000)+)$/.exec(unsigned);
  return {
    ...PLAIN,
    raw,
    value: `${sign}${whole}${match[2] ? `.${match[2]}` : ''}`,
    lead: thousands?.[1] ?? null,
    power: 3 * ((thousands?.[2] ?? '').length / 4),
  };
};

/**
 * What a wrongly grouped number may mean: a digit too many typed at the end of a group (1 2000 for 1 200), a mark too many
 * (1 2000 for 12000), or the other language's decimal mark (1.5 in French).
 */
const candidatesFor = (text: string, lang: QuoteLanguage): string[] => {
  const parts = text.split(DECIMAL_MARK[lang]);
  const [whole = '', fraction] = parts.length === 2 ? parts : [text];
  const groups = whole.split(/\D/);
  const suffix = fraction === undefined ? '' : `.${fraction}`;
  const readings = [groups.join(''), groups.map((group) => group.slice(0, 3)).join('')].map((each) => each + suffix);
  const otherLanguage = /^(\d+)[.,](\d+)$/.exec(text);
  if (otherLanguage) readings.push(`${otherLanguage[1]}.${otherLanguage[2]}`);
  return [...new Set(readings.filter((each) => /^\d+(?:\.\d+)?$/.test(each)).map(withoutLeadingZeros))].sort(
    compareDecimals,
  );
};

const withoutLeadingZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');
