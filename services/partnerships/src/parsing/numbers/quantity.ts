import { compareDecimals, shiftDecimal } from './decimal';
import { type DataIssue, DataIssueCode, dataIssue } from '../issue';
import { holdsNumberWords } from './number-words';
import { foldPhrase, PhraseScanner } from '../phrase-scanner';
import { CURRENCY_SCALES, QUANTITY_PHRASES, type QuantityPhrases, SCALES } from './quantity-phrases';
import { type QuoteLanguage, quoteLanguage } from '../quotes/quote-language';
import { UnreadablePhrase } from '../unreadable-phrase';
import { takeNumber, type WrittenNumber } from './written-number';

/**
 * A quantity as a text gives it; amounts are decimal strings. A single number is `amount`; a range, or an open bound such
 * as "plus de 10", is `lower` and `upper`; both bounds are taken as included. Whatever is not sure is null, with an issue.
 */
export type ParsedQuantity = {
  readonly amount: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly approximate: boolean;
  /** UNKNOWN: the text tells that there is a number, not which. NONE: the text tells that there are none. */
  readonly presence: 'VALUE' | 'UNKNOWN' | 'NONE';
  /** `EUR` for euros and `1` for a ratio (a percentage is divided by 100); null where the phrase names neither. */
  readonly unitHint: 'EUR' | '1' | null;
  readonly raw: string;
  readonly issues: readonly DataIssue[];
};

type Bound = 'amount' | 'lower' | 'upper';
type Numbers = Partial<Record<Bound, WrittenNumber>>;
type Scaled = { readonly number: WrittenNumber; readonly power: number; readonly percent: boolean };

/** Reads the quantity of a snippet in French or English. Throws {@link UnreadablePhrase} or UnsupportedQuoteLanguage. */
export const parseQuantity = (raw: string, lang: string): ParsedQuantity => {
  const language = quoteLanguage(lang);
  const text = foldPhrase(raw);
  return readWithoutNumber(raw, text, language) ?? new QuantityReader(raw, text, language).read();
};

const EMPTY = { amount: null, lower: null, upper: null, approximate: false, unitHint: null } as const;

const readWithoutNumber = (raw: string, text: string, lang: QuoteLanguage): ParsedQuantity | null => {
  if (/\d/.test(text) || holdsNumberWords(text, lang)) return null;
  const phrases = QUANTITY_PHRASES[lang];
  const scanner = new PhraseScanner(text);
  if (scanner.take(phrases.vague)) {
    const issue = dataIssue(DataIssueCode.VAGUE_QUANTITY, 'The text tells that there are some, not how many.', raw);
    return { ...EMPTY, presence: 'UNKNOWN', raw, issues: [issue] };
  }
  if (!scanner.take(phrases.none) || phrases.alters.test(scanner.rest)) return null;
  return { ...EMPTY, presence: 'NONE', raw, issues: [] };
};

class QuantityReader {
  private readonly phrases: QuantityPhrases;
  private readonly scanner: PhraseScanner;
  private approximate = false;
  private percentage = false;
  private euros = false;

  constructor(
    private readonly raw: string,
    text: string,
    private readonly lang: QuoteLanguage,
  ) {
    this.phrases = QUANTITY_PHRASES[lang];
    this.scanner = new PhraseScanner(text);
  }

  read(): ParsedQuantity {
    const open = this.takeQualifiers();
    const numbers = open === 'amount' ? this.takeRange() : { [open]: this.scale(this.takeScaled()) };
    const closed = this.takeTrailingQualifiers(numbers);
    this.refuseTail(closed);
    return this.result(closed);
  }

  private takeQualifiers(): Bound {
    let bound: Bound = 'amount';
    for (;;) {
      if (this.scanner.take(this.phrases.approximate)) this.approximate = true;
      else if (this.scanner.take(this.phrases.atLeast)) bound = 'lower';
      else if (this.scanner.take(this.phrases.atMost)) bound = 'upper';
      else return bound;
    }
  }

  private takeRange(): Numbers {
    const between = this.scanner.take(this.phrases.between);
    if (!between) this.scanner.take(this.phrases.from);
    const first = this.takeScaled();
    if (!this.scanner.take(between ? this.phrases.betweenClose : this.phrases.to)) {
      if (between) throw this.unreadable('it names one end of a range only');
      return { amount: this.scale(first) };
    }
    const second = this.takeScaled();
    if (first.percent && !second.percent) throw this.unreadable('only its first number is a percentage');
    return this.range(first, second);
  }

  /** In "5 à 10 millions" the scale is for both; in "500 000 à 1 million" it can be for the second only. */
  private range(first: Scaled, second: Scaled): Numbers {
    const bare = this.order(first.number, second.number);
    if (first.power === 0 && second.power > 0 && bare === 0)
      throw this.unreadable('its scale may belong to one number or to both');
    const shared = first.power === 0 && bare < 0 ? second.power : first.power;
    const lower = this.scale({ ...first, power: shared });
    const upper = this.scale(second);
    if (this.order(lower, upper) > 0) throw this.unreadable('its first number is the greater one, so it is no range');
    return { lower, upper };
  }

  private order(a: WrittenNumber, b: WrittenNumber): number {
    return a.value === null || b.value === null ? -1 : compareDecimals(a.value, b.value);
  }

  private takeScaled(): Scaled {
    if (this.scanner.take(/€/)) this.euros = true;
    const number = takeNumber(this.scanner, this.lang);
    if (!number) throw this.unreadable('it does not start with a number or with words that qualify one');
    if (number.approximate) this.approximate = true;
    const power = this.takeScale();
    const percent = this.scanner.take(this.phrases.percent) !== null;
    if (percent) this.percentage = true;
    if (this.scanner.take(this.phrases.euro)) this.euros = true;
    return { number, power, percent };
  }

  private takeScale(): number {
    const besideCurrency = this.euros || /^\S+ ?(?:€|EUR)/.test(this.scanner.rest);
    const scales = [...SCALES[this.lang], ...(besideCurrency ? CURRENCY_SCALES : [])];
    return scales.find(([pattern]) => this.scanner.take(pattern))?.[1] ?? 0;
  }

  private scale({ number, power }: Scaled): WrittenNumber {
    const shift = (value: string): string => shiftDecimal(value, power);
    return {
      ...number,
      value: number.value === null ? null : shift(number.value),
      candidates: number.candidates.map(shift),
    };
  }

  private takeTrailingQualifiers(numbers: Numbers): Numbers {
    if (this.scanner.take(this.phrases.approximateAfter)) this.approximate = true;
    const { amount, ...bounds } = numbers;
    if (amount && this.scanner.take(this.phrases.atLeastAfter)) return { lower: amount };
    if (amount && this.scanner.take(this.phrases.atMostAfter)) return { upper: amount };
    return amount ? numbers : bounds;
  }

  /** What follows may only be what was counted: another number, or a word that alters this one, would be lost. */
  private refuseTail({ amount }: Numbers): void {
    const tail = this.scanner.rest;
    if (/\d/.test(tail) || holdsNumberWords(tail, this.lang))
      throw this.unreadable('it holds more numbers than one quantity');
    if (/^(?:[kKMGB]|Mds?|bn|mn)(?= |$)/.test(tail)) throw this.unreadable(`"${tail}" may be a scale or a unit`);
    if (this.phrases.alters.test(tail)) throw this.unreadable(`"${tail}" alters the number before it`);
    if (tail && /^une?$/i.test(amount?.raw ?? '')) throw this.unreadable(`"${amount?.raw}" may be an article`);
  }

  private result(numbers: Numbers): ParsedQuantity {
    const malformed = Object.values(numbers).filter(({ value }) => value === null);
    const value = (bound: Bound): string | null => {
      const written = numbers[bound]?.value ?? null;
      return written === null ? null : this.asRatio(written);
    };
    const values = { amount: value('amount'), lower: value('lower'), upper: value('upper') };
    return {
      ...values,
      approximate: this.approximate,
      presence: Object.values(values).some((each) => each !== null) ? 'VALUE' : 'UNKNOWN',
      unitHint: this.percentage ? '1' : this.euros ? 'EUR' : null,
      raw: this.raw,
      issues: malformed.map((number) => this.malformed(number)),
    };
  }

  private asRatio(value: string): string {
    return this.percentage ? shiftDecimal(value, -2) : value;
  }

  private malformed({ raw, candidates }: WrittenNumber): DataIssue {
    const values = candidates.map((each) => this.asRatio(each));
    const message = `"${raw}" is not a well-formed number; it may mean ${values.join(' or ')}.`;
    return dataIssue(DataIssueCode.MALFORMED_NUMBER, message, this.raw, values);
  }

  private unreadable(reason: string): UnreadablePhrase {
    return new UnreadablePhrase('quantity', this.raw, `${reason}; give the number alone, as the quote writes it`);
  }
}
