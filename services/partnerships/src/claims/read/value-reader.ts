import { DatePrecision, type FuzzyDate } from '@wizness/kernel';
import type { ValuePresence } from '../../fact/fact.enums';
import type { NewFactValue } from '../../fact/record/new-fact';
import type { FactProperty } from '../../property/property.entity';
import { parseDatePhrase } from '../../parsing/dates/date-phrase';
import type { DataIssue } from '../../parsing/issue';
import { parseQuantity } from '../../parsing/numbers/quantity';
import type { CitationReader } from './citation-locator';
import { UnreadableClaim } from '../file/claims-error';
import type { ClaimedValue } from '../file/claims-file';

export interface ReadValue {
  /** Null where the rules found that the words give none. */
  readonly value: NewFactValue | null;
  readonly presence: `${ValuePresence}`;
  readonly issues: readonly DataIssue[];
}

const checkPart = (part: string, quote: string): void => {
  if (!quote.includes(part)) {
    throw new UnreadableClaim(`the quote does not hold "${part}": give a part of the quote, or quote more words.`);
  }
};

const kindOf = (value: ClaimedValue): NewFactValue['kind'] => {
  if ('quantity' in value) return 'QUANTITY';
  if ('date' in value) return 'DATE';
  if ('entity' in value) return 'ENTITY';
  return 'boolean' in value ? 'BOOLEAN' : 'TEXT';
};

/** Reads the values of claims by the rules: what the file gives of a number or a date is only where it stands. */
export class ValueReader {
  constructor(
    private readonly places: CitationReader,
    private readonly lang: string,
  ) {}

  /** Throws what is wrong with the value, for the author of the file to mend. */
  read(claimed: ClaimedValue, quote: string, property: FactProperty): ReadValue {
    const kind = kindOf(claimed);
    if (kind !== property.valueKind) {
      throw new UnreadableClaim(`"${property.key}" takes ${property.valueKind}, not ${kind}: give such a value.`);
    }
    if ('quantity' in claimed) return this.quantity(claimed.quantity, claimed.unit, quote, property);
    if ('date' in claimed) {
      const { date, issues } = this.date(claimed.date);
      const isKnown = date.precision !== DatePrecision.UNKNOWN;
      const value = isKnown ? ({ kind: 'DATE', date, raw: claimed.date } as const) : null;
      return { value, presence: isKnown ? 'VALUE' : 'UNKNOWN', issues };
    }
    return { value: this.words(claimed, quote), presence: 'VALUE', issues: [] };
  }

  /** A date in EDTF, or in words of the document. */
  date(phrase: string): { readonly date: FuzzyDate; readonly issues: readonly DataIssue[] } {
    if (!/^[\dX.~?%/-]+$/.test(phrase)) this.places.checkHeld(phrase);
    return parseDatePhrase(phrase, this.lang);
  }

  private quantity(snippet: string, unit: string, quote: string, property: FactProperty): ReadValue {
    checkPart(snippet, quote);
    if (unit !== property.unitCode) {
      throw new UnreadableClaim(`"${property.key}" is counted in "${property.unitCode}", not in "${unit}".`);
    }
    const { unitHint, presence, issues, ...numbers } = parseQuantity(snippet, this.lang);
    if (unitHint !== null && unitHint !== unit) {
      throw new UnreadableClaim(`"${snippet}" is counted in "${unitHint}", not in "${unit}": choose another property.`);
    }
    return { value: presence === 'VALUE' ? { kind: 'QUANTITY', ...numbers, unit } : null, presence, issues };
  }

  private words(claimed: Exclude<ClaimedValue, { quantity: string } | { date: string }>, quote: string): NewFactValue {
    if ('entity' in claimed) return { kind: 'ENTITY', entityId: claimed.entity, raw: quote };
    if ('boolean' in claimed) return { kind: 'BOOLEAN', value: claimed.boolean, raw: quote };
    const { text = quote, quoted, saidBy = null } = claimed;
    checkPart(text, quote);
    return { kind: 'TEXT', text, lang: this.lang, quoted, saidById: saidBy };
  }
}
