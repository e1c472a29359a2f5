import {
  FuzzyDate,
  InvalidEdtf,
  isCountry,
  lineProblem,
  normaliseLine,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import { compareDecimals } from '../../parsing/numbers/decimal';
import { findWholeWords, QuotedText, QuoteNotLocated } from '../../parsing/quotes/locate-quote';
import type { FactProperty } from '../../property/property.entity';
import type { NewCitation } from '../../source/citation.store';
import type { SourceLoaders } from '../../source/source.loader';
import { endsBeforeItBegins, invertedPeriod, type Period } from '../../subject/period';
import type { NewFact, NewFactValue } from '../record/new-fact';
import type { CitationInput, FactValueInput, QuantityInput, RecordFactInput } from './fact-input.types';

const { INVALID, NOT_FOUND, REQUIRED, TOO_LONG } = UserErrorCode;

type Fields = readonly string[];

const MOST_CITATIONS = 50;
const MOST_DIMENSIONS = 10;
const MOST_TEXT = 2000;
const MOST_NAME = 500;

/** Reads inputs of facts. Collects what is wrong with them, each with its field. */
export class FactInputReader {
  readonly userErrors: UserError[] = [];

  constructor(private readonly loaders: Pick<SourceLoaders, 'sourceById' | 'sourceTextById'>) {}

  refuse(code: UserErrorCode, message: string, field: Fields): null {
    this.userErrors.push(new UserError(code, message, field));
    return null;
  }

  /** Undefined for a field that is left out, null for none. */
  date(edtf: string | null | undefined, ...field: Fields): FuzzyDate | null | undefined {
    if (edtf == null) return edtf;
    try {
      return FuzzyDate.fromEdtf(edtf, edtf);
    } catch (error) {
      if (!(error instanceof InvalidEdtf)) throw error;
      return this.refuse(INVALID, error.message, field);
    }
  }

  /** Checks a period whose end was given in `field`. */
  period(period: Period, ...field: Fields): void {
    if (endsBeforeItBegins(period)) this.refuse(INVALID, `Not possible: ${invertedPeriod(period)}.`, field);
  }

  /** A name or other text on one line, as it is stored: 1 to 500 characters, single spaces. */
  line(text: string, ...field: Fields): string {
    const problem = text.trim() === '' ? null : lineProblem(text, MOST_NAME);
    if (text.trim() === '') this.refuse(REQUIRED, 'Give 1 to 500 characters.', field);
    if (problem !== null) this.refuse(INVALID, problem, field);
    return problem === null ? normaliseLine(text, MOST_NAME) : '';
  }

  reason(reason: string): string {
    const trimmed = reason.trim();
    if (trimmed === '') this.refuse(REQUIRED, 'Say why, in 1 to 500 characters.', ['reason']);
    if ([...trimmed].length > 500) this.refuse(TOO_LONG, 'A reason has at most 500 characters.', ['reason']);
    return trimmed;
  }

  dimensions(dimensions: RecordFactInput['dimensions']): NewFact['dimensions'] {
    const given = dimensions ?? [];
    if (given.length > MOST_DIMENSIONS) this.refuse(TOO_LONG, 'Give at most 10 dimensions.', ['dimensions']);
    const names = given.map(({ name }) => name);
    if (new Set(names).size < names.length) this.refuse(INVALID, 'Give each dimension once.', ['dimensions']);
    for (const [index, { name, value }] of given.entries()) {
      const isShort = name.trim() !== '' && name.length <= 80 && value.trim() !== '' && value.length <= 500;
      if (!isShort) {
        const message = 'A dimension has a name of 1 to 80 characters and a value of 1 to 500.';
        this.refuse(INVALID, message, ['dimensions', String(index)]);
      }
    }
    return Object.fromEntries(given.map(({ name, value }) => [name, value]));
  }

  country(country: string | null | undefined): string | null | undefined {
    if (country != null && !isCountry(country)) {
      this.refuse(INVALID, `"${country}" is not an ISO 3166-1 alpha-2 code such as FR.`, ['country']);
    }
    return country;
  }

  /** The citations with the places of their quotes. */
  async citations(given: readonly CitationInput[], ...parent: Fields): Promise<NewCitation[]> {
    const field = [...parent, 'citations'];
    if (given.length === 0) this.refuse(REQUIRED, 'A statement needs a citation. Give at least one.', field);
    if (given.length > MOST_CITATIONS) this.refuse(TOO_LONG, 'Give at most 50 citations.', field);
    const read = given.slice(0, MOST_CITATIONS).map((each, index) => this.citation(each, [...field, String(index)]));
    return (await Promise.all(read)).filter((citation) => citation !== null);
  }

  private async citation({ sourceId, quote, start }: CitationInput, field: Fields): Promise<NewCitation | null> {
    const source = await this.loaders.sourceById.load(sourceId);
    if (!source) return this.refuse(NOT_FOUND, 'There is no source with this id.', [...field, 'sourceId']);
    const common = { sourceId, quote, lang: source.lang, originKey: source.originKey };
    if (quote.trim() === '') return this.refuse(REQUIRED, 'Give the words of the source.', [...field, 'quote']);
    const text = (await this.loaders.sourceTextById.load(sourceId))?.text ?? null;
    if (text === null) return { ...common, start: null, end: null };
    try {
      return { ...common, ...placeOf(new QuotedText(text), quote, start ?? null) };
    } catch (error) {
      if (!(error instanceof QuoteNotLocated)) throw error;
      return this.refuse(INVALID, error.message, [...field, start == null ? 'quote' : 'start']);
    }
  }

  /** The value of a property. Words that are not given are those of the quote. */
  value(given: FactValueInput, property: FactProperty, [citation]: readonly NewCitation[]): NewFactValue | null {
    const named = Object.entries(given).filter(([, value]) => value != null);
    const raw = citation?.quote ?? '';
    const wanted = { QUANTITY: 'quantity', DATE: 'dateEdtf', TEXT: 'text', ENTITY: 'entityId', BOOLEAN: 'boolean' };
    const name = wanted[property.valueKind];
    if (named.length !== 1 || named[0]?.[0] !== name) {
      return this.refuse(INVALID, `Give \`${name}\` and nothing else: "${property.key}" has such values.`, ['value']);
    }
    if (given.quantity) return this.quantity(given.quantity, property, raw);
    if (given.text != null) {
      if (given.text.trim() === '') return this.refuse(REQUIRED, 'The text is empty.', ['value', 'text']);
      if ([...given.text].length > MOST_TEXT)
        return this.refuse(TOO_LONG, 'A text has at most 2,000 characters.', ['value', 'text']);
      const wording = hasWholeWords(raw, given.text) ? 'SOURCE' : 'REVIEWER';
      return { kind: 'TEXT', text: given.text, lang: citation?.lang ?? 'und', wording };
    }
    if (given.entityId != null) return { kind: 'ENTITY', entityId: given.entityId, raw };
    if (given.boolean != null) return { kind: 'BOOLEAN', value: given.boolean, raw };
    const before = this.userErrors.length;
    const date = this.date(given.dateEdtf, 'value', 'dateEdtf');
    return date && this.userErrors.length === before ? { kind: 'DATE', date, raw } : null;
  }

  /** A quantity in the unit of a property. */
  quantity(
    given: QuantityInput,
    { key, unitCode }: Pick<FactProperty, 'key' | 'unitCode'>,
    quote: string,
    field: Fields = ['value', 'quantity'],
  ): NewFactValue | null {
    const { amount = null, lower = null, upper = null, unit, approximate, raw } = given;
    if (unit !== unitCode) {
      return this.refuse(INVALID, `"${key}" is counted in "${unitCode}", not in "${unit}".`, [...field, 'unit']);
    }
    if ((amount === null) === (lower === null && upper === null)) {
      return this.refuse(INVALID, 'Give either `amount`, or one or both ends of a range.', field);
    }
    if (lower !== null && upper !== null && compareDecimals(lower, upper) > 0) {
      return this.refuse(INVALID, `The lower end ${lower} is above the upper end ${upper}.`, [...field, 'lower']);
    }
    if (raw != null && !hasWholeWords(quote, raw)) {
      return this.refuse(INVALID, 'The first quote does not contain these whole words and numbers.', [...field, 'raw']);
    }
    return { kind: 'QUANTITY', amount, lower, upper, unit, approximate, raw: raw ?? quote };
  }
}

const hasWholeWords = (text: string, words: string): boolean => findWholeWords(text, words).next().done === false;

/** Throws {@link QuoteNotLocated} if the words do not stand at `start`, or, without it, not at exactly one place. */
const placeOf = (text: QuotedText, quote: string, start: number | null): { start: number; end: number } => {
  if (start === null) return text.locate(quote, null);
  for (let occurrence = 1; ; occurrence += 1) {
    const place = text.locate(quote, occurrence);
    if (place.start >= start) {
      if (place.start === start) return place;
      throw new QuoteNotLocated('QUOTE_NOT_FOUND', quote, `"${quote}" does not stand at ${start} in the text.`);
    }
  }
};
