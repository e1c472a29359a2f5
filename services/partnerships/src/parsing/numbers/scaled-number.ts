import type { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';
import { CURRENCIES } from './currencies';
import { addDecimals, compareDecimals, shiftDecimal } from './decimal';
import { AMBIGUOUS_SCALES, CURRENCY_SCALES, QUANTITY_PHRASES, SCALES } from './quantity-phrases';
import { maybeThousands, takeNumber, type WrittenNumber } from './written-number';

/** A phrase is not a quantity that the grammar reads. The message is the reason, without a full stop. */
export class UnreadableNumber extends Error {
  override readonly name = 'UnreadableNumber';
}

/** A number with its scale and unit: "5 millions d'euros", "60 %". Decimal strings; a percentage is divided by 100. */
export type ScaledNumber = WrittenNumber & {
  /** An ISO 4217 code, or `1` for a ratio; null if the words name neither. */
  readonly unit: string | null;
  /** Power of ten of the word after the number; 0 if there is none. */
  readonly scale: number;
  /** Power of ten by which a percentage or permille is divided: -2, -3, or 0. */
  readonly ratio: number;
};

const takeCurrency = (scanner: PhraseScanner): string | null =>
  CURRENCIES.find(([pattern]) => scanner.take(pattern))?.[1] ?? null;

/** Multiplies all readings of a number. */
const shift = <Written extends WrittenNumber>(number: Written, places: number): Written => ({
  ...number,
  value: number.value === null ? null : shiftDecimal(number.value, places),
  candidates: number.candidates.map((each) => shiftDecimal(each, places)),
});

/** The half that "et demi" adds, in the unit of the last scale: "1 million et demi" adds 500 000. */
const addHalf = (number: WrittenNumber, scale: number): WrittenNumber => {
  if (number.value === null) return number;
  const power = scale > 0 ? scale : number.power;
  if (number.approximate) throw new UnreadableNumber('an approximate number has no half');
  return { ...number, value: addDecimals(number.value, shiftDecimal('0.5', power)), lead: null, power: 0 };
};

/** "1,500" in French is one and a half, or 1500. */
const withThousands = (number: WrittenNumber): WrittenNumber => {
  const { value } = number;
  const candidates = value === null ? [] : [value, value.replace('.', '')];
  return { ...number, value: null, lead: null, power: 0, doubt: 'AMBIGUOUS', candidates };
};

const takeScale = (scanner: PhraseScanner, lang: QuoteLanguage): number =>
  [...SCALES[lang], ...CURRENCY_SCALES[lang]].find(([pattern]) => scanner.take(pattern))?.[1] ?? 0;

/** An abbreviated scale counts only next to a currency, so it is given back where none follows or came before. */
const takeScaleBesideCurrency = (scanner: PhraseScanner, lang: QuoteLanguage, before: string | null): number => {
  const { rest } = scanner;
  const power = takeScale(scanner, lang);
  const isWord = SCALES[lang].some(([pattern]) => new RegExp(`^(?:${pattern.source})`, pattern.flags).test(rest));
  if (power === 0 || isWord || before !== null) return power;
  const afterScale = scanner.rest;
  const hasCurrency = takeCurrency(scanner) !== null;
  scanner.resetTo(afterScale);
  if (hasCurrency) return power;
  throw new UnreadableNumber(`"${rest}" may be a scale or a unit`);
};

const takeAmbiguousScale = (
  scanner: PhraseScanner,
  lang: QuoteLanguage,
  number: WrittenNumber,
): WrittenNumber | null => {
  const powers = AMBIGUOUS_SCALES[lang].find(([pattern]) => scanner.take(pattern))?.[1];
  if (!powers || number.value === null) return null;
  const value = number.value;
  const candidates = powers.map((power) => shiftDecimal(value, power)).sort(compareDecimals);
  return { ...number, value: null, doubt: 'AMBIGUOUS', candidates };
};

/** Takes a number with its scale, currency or percentage. Throws {@link UnreadableNumber} if there is no number. */
export const takeScaledNumber = (scanner: PhraseScanner, lang: QuoteLanguage): ScaledNumber => {
  const phrases = QUANTITY_PHRASES[lang];
  const before = takeCurrency(scanner);
  const halfOfScale = scanner.take(phrases.halfOfScale);
  const written: WrittenNumber | null = halfOfScale
    ? {
        raw: halfOfScale[0].trim(),
        value: '0.5',
        lead: null,
        power: 0,
        powerIsWord: false,
        approximate: false,
        isMultiple: false,
        isFraction: false,
        doubt: null,
        candidates: [],
      }
    : takeNumber(scanner, lang);
  if (!written) throw new UnreadableNumber('it does not start with a number or with words that qualify one');
  const halfFirst = scanner.take(phrases.andHalf) ? addHalf(written, 0) : written;
  const ambiguous = takeAmbiguousScale(scanner, lang, halfFirst);
  const scale = ambiguous ? 0 : takeScaleBesideCurrency(scanner, lang, before);
  let number = ambiguous ?? shift(halfFirst, scale);
  if (scale > 0 && scanner.take(phrases.andHalf)) number = addHalf(number, scale);
  const ratio = scanner.take(phrases.percent) ? -2 : scanner.take(phrases.permille) ? -3 : 0;
  const after = before === null ? takeCurrency(scanner) : null;
  const isShare = ratio !== 0 || (written.isFraction && scale === 0);
  if (isShare && (before ?? after) !== null) throw new UnreadableNumber('a share has no currency');
  if (scale === 0 && ratio === 0 && maybeThousands(number)) number = withThousands(number);
  return { ...shift(number, ratio), unit: isShare ? '1' : (before ?? after), scale, ratio };
};
