import { DatePrecision, type FuzzyDate } from '@wizness/kernel';
import type { ValuePresence } from '../../fact/fact.enums';
import type { NewFactValue } from '../../fact/record/new-fact';
import { parseDatePhrase } from '../../parsing/dates/date-phrase';
import type { DataIssue } from '../../parsing/issue';
import { isOfUnit } from '../../parsing/numbers/counted-noun';
import { parseQuantity } from '../../parsing/numbers/quantity';
import type { FactProperty } from '../../property/property.entity';
import { InvalidClaim } from '../file/claims-error';
import type { ClaimedValue } from '../file/claim.schema';
import type { CitationLocator } from './citation-locator';

export interface ParsedValue {
  /** Null if the words contain no value. */
  readonly value: NewFactValue | null;
  readonly presence: `${ValuePresence}`;
  readonly issues: readonly DataIssue[];
}

const checkIsPartOf = (quote: string, part: string): void => {
  if (!quote.includes(part)) {
    throw new InvalidClaim(`the quote does not contain "${part}": use a part of the quote, or quote more words.`);
  }
};

const kindOf = (value: ClaimedValue): NewFactValue['kind'] => {
  if ('quantity' in value) return 'QUANTITY';
  if ('date' in value) return 'DATE';
  if ('entity' in value) return 'ENTITY';
  return 'boolean' in value ? 'BOOLEAN' : 'TEXT';
};

/** Parses the values of claims. For a number or a date, the file holds only the words to parse. */
export class ValueReader {
  constructor(
    private readonly citations: CitationLocator,
    private readonly lang: string,
    /** When the document was published; null if it is not known. */
    private readonly published: FuzzyDate | null,
  ) {}

  /** Throws {@link InvalidClaim} and the errors of the parsers. */
  read(claimed: ClaimedValue, quote: string, property: FactProperty): ParsedValue {
    const kind = kindOf(claimed);
    if (kind !== property.valueKind) {
      throw new InvalidClaim(`the value of "${property.key}" must be ${property.valueKind}, not ${kind}.`);
    }
    if ('quantity' in claimed) return this.readQuantity(claimed.quantity, claimed.unit, quote, property);
    if ('date' in claimed) {
      const { date, issues } = this.readDate(claimed.date);
      const isKnown = date.precision !== DatePrecision.UNKNOWN;
      const value = isKnown ? ({ kind: 'DATE', date, raw: date.raw ?? quote } as const) : null;
      return { value, presence: isKnown ? 'VALUE' : 'UNKNOWN', issues };
    }
    return { value: this.readOther(claimed, quote), presence: 'VALUE', issues: [] };
  }

  /** Reads EDTF, or a phrase that the document must contain. */
  readDate(phrase: string): { readonly date: FuzzyDate; readonly issues: readonly DataIssue[] } {
    const isVerbatim = this.citations.contains(phrase);
    const isEdtf = /^[\dX.~?%/-]+$/.test(phrase);
    if (!isVerbatim && !isEdtf) {
      throw new InvalidClaim(`the document does not contain "${phrase}": use words of the document, or EDTF.`);
    }
    return parseDatePhrase(phrase, this.lang, { published: this.published, isVerbatim });
  }

  private readQuantity(snippet: string, unit: string, quote: string, property: FactProperty): ParsedValue {
    checkIsPartOf(quote, snippet);
    if (unit !== property.unitCode) {
      throw new InvalidClaim(`the unit of "${property.key}" is "${property.unitCode}", not "${unit}".`);
    }
    const quantity = parseQuantity(snippet, this.lang);
    const { unitHint, counted, presence, issues, ...numbers } = quantity;
    if (!isOfUnit(quantity, unit)) {
      const stated = unitHint ?? counted;
      throw new InvalidClaim(`the unit of "${snippet}" is "${stated}", not "${unit}": choose another property.`);
    }
    return { value: presence === 'VALUE' ? { kind: 'QUANTITY', ...numbers, unit } : null, presence, issues };
  }

  private readOther(
    claimed: Exclude<ClaimedValue, { quantity: string } | { date: string }>,
    quote: string,
  ): NewFactValue {
    if ('entity' in claimed) return { kind: 'ENTITY', entityId: claimed.entity, raw: quote };
    if ('boolean' in claimed) return { kind: 'BOOLEAN', value: claimed.boolean, raw: quote };
    const { text = quote, quoted, saidBy = null } = claimed;
    checkIsPartOf(quote, text);
    return { kind: 'TEXT', text, lang: this.lang, quoted, saidById: saidBy };
  }
}
