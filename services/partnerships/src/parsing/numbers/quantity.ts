import { foldPhrase } from '../fold-phrase';
import { type DataIssue, DataIssueCode, dataIssue } from '../issue';
import { PhraseScanner } from '../phrase-scanner';
import { findQuoteLanguage, type QuoteLanguage } from '../quotes/quote-language';
import { isPartOfOne, readCountedNoun } from './counted-noun';
import { compareDecimals } from './decimal';
import { containsNumberWords } from './number-words';
import { QUANTITY_PHRASES, type QuantityPhrases } from './quantity-phrases';
import { readRange } from './range';
import { type ScaledNumber, takeScaledNumber, UnreadableNumber } from './scaled-number';

/**
 * A quantity as a text states it; amounts are decimal strings. A single number is `amount`. A range, or an open bound such
 * as "plus de 10", is `lower` and `upper`, both included. Whatever is in doubt is null, with an issue.
 */
export type ParsedQuantity = {
  readonly amount: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly approximate: boolean;
  /** UNKNOWN: the text states that there is a number, but not which, or not readably. NONE: it states that there are none. */
  readonly presence: 'VALUE' | 'UNKNOWN' | 'NONE';
  /**
   * What the words name: an ISO 4217 code of a currency, `1` for a ratio (a percentage is divided by 100), the code of a unit
   * that things are counted in, or the noun of another measure ("tonnes"). Null if they name none.
   */
  readonly unitHint: string | null;
  /** The words of what is counted; empty if there are none. */
  readonly counted: string;
  readonly raw: string;
  readonly issues: readonly DataIssue[];
};

/** The longest phrase that is read, in characters. A longer one is not a number. */
const MAX_LENGTH = 200;

const NO_VALUE = { amount: null, lower: null, upper: null, approximate: false, unitHint: null, counted: '' } as const;

/**
 * Reads a quantity in French or English, to the last character. A phrase that the grammar does not read whole has no value,
 * and an issue that says why, with the numbers that it may mean. It never throws.
 */
export const parseQuantity = (raw: string, lang: string): ParsedQuantity => {
  if (raw.length > MAX_LENGTH) return unreadable(raw, 'it is too long for a quantity', []);
  const language = findQuoteLanguage(lang);
  if (!language) return unreadable(raw, `numbers are read in French (fr) and English (en), not in "${lang}"`, []);
  const text = foldPhrase(raw);
  const reader = new QuantityReader(raw, text, language);
  try {
    return readWithoutNumber(raw, text, language) ?? reader.read();
  } catch (error) {
    if (!(error instanceof UnreadableNumber)) throw error;
    return unreadable(raw, error.message, reader.candidates);
  }
};

const unreadable = (raw: string, reason: string, candidates: readonly string[]): ParsedQuantity => {
  const message = `No number is read from "${raw}": ${reason}. Expected a number, or a range, and what is counted.`;
  const issue = dataIssue(DataIssueCode.UNREADABLE_NUMBER, message, raw, candidates);
  return { ...NO_VALUE, presence: 'UNKNOWN', raw, issues: [issue] };
};

const readWithoutNumber = (raw: string, text: string, lang: QuoteLanguage): ParsedQuantity | null => {
  if (/\d/.test(text) || containsNumberWords(text, lang)) return null;
  const phrases = QUANTITY_PHRASES[lang];
  const scanner = new PhraseScanner(text);
  if (scanner.take(phrases.vague)) {
    const issue = dataIssue(
      DataIssueCode.VAGUE_QUANTITY,
      'The text states that there are some, but not how many.',
      raw,
    );
    return { ...NO_VALUE, presence: 'UNKNOWN', raw, issues: [issue] };
  }
  if (!scanner.take(phrases.none) || !readCountedNoun(scanner.rest, lang)) return null;
  return { ...NO_VALUE, presence: 'NONE', raw, issues: [] };
};

/** A qualifier after what is counted: "30 personnes environ". */
const LAST_QUALIFIER =
  / (?:environ|à peu près|au moins|(?:tout )?au plus|(?:au )?minimum|(?:au )?maximum|au bas mot|ou plus|et plus|ou moins|et moins|at least|at most|or more|or less|or fewer|or so)$/i;

type Bound = 'amount' | 'lower' | 'upper';
type Numbers = Partial<Record<Bound, ScaledNumber>>;

class QuantityReader {
  private readonly phrases: QuantityPhrases;
  private readonly scanner: PhraseScanner;
  private readonly numbers: ScaledNumber[] = [];
  private approximate = false;

  constructor(
    private readonly raw: string,
    private readonly text: string,
    private readonly lang: QuoteLanguage,
  ) {
    this.phrases = QUANTITY_PHRASES[lang];
    this.scanner = new PhraseScanner(text);
  }

  /** The numbers read so far, as decimal strings. */
  get candidates(): readonly string[] {
    return [...new Set(this.numbers.flatMap(({ value, candidates }) => (value === null ? candidates : [value])))];
  }

  /** Throws {@link UnreadableNumber}. */
  read(): ParsedQuantity {
    const open = this.takeQualifiers();
    this.scanner.take(this.phrases.determiner);
    const { numbers, issues } = open === 'amount' ? this.takeRange() : { numbers: { [open]: this.take() }, issues: [] };
    const closed = this.takeTrailingQualifiers(numbers);
    return this.result(closed, issues);
  }

  private take(): ScaledNumber {
    const number = takeScaledNumber(this.scanner, this.lang);
    this.numbers.push(number);
    if (number.approximate) this.approximate = true;
    return number;
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

  private takeRange(): { readonly numbers: Numbers; readonly issues: readonly DataIssue[] } {
    const between = this.scanner.take(this.phrases.between);
    if (!between) this.scanner.take(this.phrases.from);
    const first = this.take();
    if (!this.scanner.take(between ? this.phrases.betweenClose : this.phrases.to)) {
      if (between) throw new UnreadableNumber('it states one end of a range only');
      return { numbers: { amount: first }, issues: [] };
    }
    const { lower, upper, doubt } = readRange(first, this.take());
    if (!doubt) return { numbers: { lower, upper }, issues: [] };
    const message = `"${first.raw}" may share the thousands of "${upper.raw}"; it is read as ${lower.value}.`;
    const issue = dataIssue(DataIssueCode.AMBIGUOUS_NUMBER, message, this.raw, doubt);
    return { numbers: { lower, upper }, issues: [issue] };
  }

  private takeTrailingQualifiers(numbers: Numbers): Numbers {
    if (this.scanner.take(this.phrases.approximateAfter)) this.approximate = true;
    const { amount, ...bounds } = numbers;
    if (!amount) return bounds;
    if (this.scanner.take(this.phrases.atLeastAfter)) return { lower: amount };
    if (this.scanner.take(this.phrases.atMostAfter)) return { upper: amount };
    return numbers;
  }

  /** Only what is counted may follow, and perhaps a qualifier after it: "30 personnes environ". */
  private takeCounted(
    numbers: Numbers,
    isShare: boolean,
  ): {
    readonly words: string;
    readonly unit: string | null;
    readonly numbers: Numbers;
  } {
    const { rest: tail } = this.scanner;
    // Letters that are joined to digits are a unit, a scale or an ordinal: "15kg", "20e".
    const isJoined = /^\p{L}/u.test(tail) && /\d$/.test(this.text.slice(0, this.text.length - tail.length));
    if (isJoined) throw new UnreadableNumber(`"${tail}" is joined to the number`);
    const qualifier = LAST_QUALIFIER.exec(tail)?.[0] ?? '';
    const words = tail.slice(0, tail.length - qualifier.length);
    const isSeveral = !isShare && this.numbers.some(({ value }) => value !== null && compareDecimals(value, '2') >= 0);
    const counted = readCountedNoun(words, this.lang, { isSeveral });
    if (!counted) throw new UnreadableNumber(`"${tail}" after the number may change it`);
    if (qualifier === '') return { ...counted, numbers };
    const rest = new PhraseScanner(qualifier.trimStart());
    if (rest.take(this.phrases.approximateAfter)) this.approximate = true;
    const { amount } = numbers;
    if (amount && rest.take(this.phrases.atLeastAfter)) return { ...counted, numbers: { lower: amount } };
    if (amount && rest.take(this.phrases.atMostAfter)) return { ...counted, numbers: { upper: amount } };
    if (!rest.isDone) throw new UnreadableNumber(`"${qualifier}" after the number may change it`);
    return { ...counted, numbers };
  }

  private result(closed: Numbers, issues: readonly DataIssue[]): ParsedQuantity {
    const [first] = this.numbers;
    const units = new Set(this.numbers.map((number) => number.unit).filter((each) => each !== null));
    if (units.size > 1) throw new UnreadableNumber('its numbers have different units');
    const [stated = null] = units;
    const { words, unit, numbers } = this.takeCounted(closed, stated === '1');
    // A ratio may state of what it is: "60 % d'entre elles". An amount of money ends with its currency.
    if (words !== '' && stated !== null && stated !== '1') throw new UnreadableNumber(`"${words}" follows a currency`);
    if (words !== '' && stated === '1' && !/^(?:de |d'|des |du |of )/.test(words))
      throw new UnreadableNumber(`"${words}" after the share may change it`);
    if (stated === '1' && isPartOfOne(words)) throw new UnreadableNumber(`it is a part of a measure, "${words}"`);
    if (words !== '' && /^une?$/i.test(first?.raw ?? ''))
      throw new UnreadableNumber(`"${first?.raw}" may be an article`);
    const value = (bound: Bound): string | null => numbers[bound]?.value ?? null;
    const values = { amount: value('amount'), lower: value('lower'), upper: value('upper') };
    const doubtful = Object.values(numbers).filter((number) => number.value === null);
    return {
      ...values,
      approximate: this.approximate,
      presence: Object.values(values).some((each) => each !== null) ? 'VALUE' : 'UNKNOWN',
      unitHint: stated ?? unit,
      counted: stated === null ? words : '',
      raw: this.raw,
      issues: [...issues, ...doubtful.map((number) => this.doubt(number))],
    };
  }

  private doubt({ raw, candidates, doubt }: ScaledNumber): DataIssue {
    const means = candidates.length > 0 ? `; it may mean ${candidates.join(' or ')}` : '';
    if (doubt === 'AMBIGUOUS') {
      const message = `"${raw}" has more than one reading, or no exact decimal${means}.`;
      return dataIssue(DataIssueCode.AMBIGUOUS_NUMBER, message, this.raw, candidates);
    }
    return dataIssue(
      DataIssueCode.MALFORMED_NUMBER,
      `"${raw}" is not a well-formed number${means}.`,
      this.raw,
      candidates,
    );
  }
}
