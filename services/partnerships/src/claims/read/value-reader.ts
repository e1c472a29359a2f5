import { DatePrecision, type FuzzyDate } from '@wizness/kernel';
import type { ValuePresence } from '../../fact/fact.enums';
import type { NewFactValue } from '../../fact/record/new-fact';
import { parseDatePhrase } from '../../parsing/dates/date-phrase';
import { type DataIssue, DataIssueCode, dataIssue } from '../../parsing/issue';
import { isOfUnit } from '../../parsing/numbers/counted-noun';
import { issuesWithLanguage } from '../../parsing/numbers/other-language';
import { type ParsedQuantity, parseQuantity } from '../../parsing/numbers/quantity';
import { findLongerPhrases } from '../../parsing/numbers/quantity-in-context';
import type { FactProperty } from '../../property/property.entity';
import { InvalidClaim } from '../file/claims-error';
import type { ClaimedValue } from '../file/claim.schema';
import type { CitationLocator, PlaceInDocument } from './citation-locator';
import type { LocatedCitation } from './parsed-fact';

export interface ParsedValue {
  /** Null if the words contain no value. */
  readonly value: NewFactValue | null;
  readonly presence: `${ValuePresence}`;
  readonly issues: readonly DataIssue[];
}

const kindOf = (value: ClaimedValue): NewFactValue['kind'] => {
  if ('quantity' in value) return 'QUANTITY';
  if ('date' in value) return 'DATE';
  if ('entity' in value) return 'ENTITY';
  return 'boolean' in value ? 'BOOLEAN' : 'TEXT';
};

/** Words before a date that make it another one or less exact: "avant 2010", "vers 1998", "until about 2012". */
const BESIDE_PRECEDES =
  /(?<!\p{L})(?:avant|après|vers|environ|autour de|aux alentours de|before|after|around|about|circa)[^\S\n\r]+(?:le |la |the )?$/iu;

/** The date at a place with such words before it; null if there are none. */
const datedBeside = ({ text, start, end }: PlaceInDocument): string | null => {
  const before = BESIDE_PRECEDES.exec(text.slice(Math.max(0, start - 40), start))?.[0];
  return before === undefined ? null : `${before}${text.slice(start, end)}`;
};

/** Parses the values of claims. For a number or a date, the file holds only the words to parse. */
export class ValueReader {
  constructor(
    private readonly citations: CitationLocator,
    /** When the document was published; null if it is not known. */
    private readonly published: FuzzyDate | null,
  ) {}

  /** Throws {@link InvalidClaim} and the errors of the parsers. */
  read(claimed: ClaimedValue, citation: LocatedCitation, property: FactProperty): ParsedValue {
    const kind = kindOf(claimed);
    if (kind !== property.valueKind) {
      throw new InvalidClaim(`the value of "${property.key}" must be ${property.valueKind}, not ${kind}.`);
    }
    if ('quantity' in claimed) return this.readQuantity(claimed.quantity, claimed.unit, citation, property);
    if ('date' in claimed) {
      const { date, issues } = this.readDate(claimed.date, citation.lang);
      const isKnown = date.precision !== DatePrecision.UNKNOWN;
      const value = isKnown ? ({ kind: 'DATE', date, raw: date.raw ?? citation.quote } as const) : null;
      return { value, presence: isKnown ? 'VALUE' : 'UNKNOWN', issues };
    }
    return { value: this.readOther(claimed, citation), presence: 'VALUE', issues: [] };
  }

  /** Reads EDTF, or a phrase that the document must contain. */
  readDate(phrase: string, lang: string): { readonly date: FuzzyDate; readonly issues: readonly DataIssue[] } {
    const places = this.citations.placesOf(phrase);
    const isVerbatim = places.length > 0;
    const isEdtf = /^[\dX.~?%/-]+$/.test(phrase);
    if (!isVerbatim && !isEdtf) {
      throw new InvalidClaim(`the document does not contain "${phrase}": use words of the document, or EDTF.`);
    }
    const { date, issues } = parseDatePhrase(phrase, lang, { published: this.published, isVerbatim });
    const beside = places.map((place) => datedBeside(place));
    const [words] = beside;
    if (!words || beside.includes(null) || issues.length > 0) return { date, issues };
    const message = `The document says "${words}", but the date was read from "${phrase}" alone.`;
    return { date, issues: [dataIssue(DataIssueCode.AMBIGUOUS_DATE, message, words)] };
  }

  private readQuantity(snippet: string, unit: string, citation: LocatedCitation, property: FactProperty): ParsedValue {
    const places = this.citations.placesIn(citation, snippet);
    if (unit !== property.unitCode) {
      throw new InvalidClaim(`the unit of "${property.key}" is "${property.unitCode}", not "${unit}".`);
    }
    const quantity = parseQuantity(snippet, citation.lang);
    this.checkUnit(snippet, quantity, unit);
    const { unitHint: _unitHint, counted: _counted, issues: _issues, presence, ...numbers } = quantity;
    const issues = issuesWithLanguage(quantity, citation.lang);
    return {
      value: presence === 'VALUE' ? { kind: 'QUANTITY', ...numbers, unit } : null,
      presence,
      issues: [...issues, ...this.checkContext(snippet, unit, places, citation.lang)],
    };
  }

  private checkUnit(words: string, quantity: ParsedQuantity, unit: string): void {
    if (isOfUnit(quantity, unit)) return;
    const stated = quantity.unitHint ?? quantity.counted;
    throw new InvalidClaim(`the unit of "${words}" is "${stated}", not "${unit}": choose another property.`);
  }

  /** Refuses a snippet that is part of another number at every one of its places. An issue for one that is less exact there. */
  private checkContext(
    snippet: string,
    unit: string,
    places: readonly PlaceInDocument[],
    lang: string,
  ): readonly DataIssue[] {
    const longer = places.map(({ text, start, end }) => findLongerPhrases(text, start, end, lang));
    const { otherNumber, withUnit, lessExact } = longer.find((each) => each.otherNumber === null) ?? longer[0] ?? {};
    if (otherNumber) {
      throw new InvalidClaim(`"${snippet}" is part of the number "${otherNumber}": use all words of it.`);
    }
    if (withUnit) this.checkUnit(withUnit.raw, withUnit, unit);
    if (!lessExact) return [];
    const message = `The document says "${lessExact}", but the value was read from "${snippet}" alone.`;
    return [dataIssue(DataIssueCode.AMBIGUOUS_NUMBER, message, lessExact)];
  }

  private readOther(
    claimed: Exclude<ClaimedValue, { quantity: string } | { date: string }>,
    citation: LocatedCitation,
  ): NewFactValue {
    const { quote } = citation;
    if ('entity' in claimed) return { kind: 'ENTITY', entityId: claimed.entity, raw: quote };
    if ('boolean' in claimed) return { kind: 'BOOLEAN', value: claimed.boolean, raw: quote };
    const { text = quote, quoted, saidBy = null } = claimed;
    this.citations.placesIn(citation, text);
    return { kind: 'TEXT', text, lang: citation.lang, quoted, saidById: saidBy };
  }
}
