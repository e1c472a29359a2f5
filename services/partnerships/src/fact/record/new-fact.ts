import { CodedError } from '@wizness/kernel';
import type { FuzzyDate } from '@wizness/kernel';
import { compareDecimals } from '../../parsing/numbers/decimal';
import type { DataIssue } from '../../parsing/issue';
import type { NewCitation } from '../../source/citation.store';
import type { DimensionValues } from '../../subject/subject.types';
import type { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from '../fact.enums';

export type NewFactValue =
  | {
      readonly kind: 'QUANTITY';
      /** Decimal strings; a range has `lower` and `upper`, an unknown end is null. */
      readonly amount?: string | null;
      readonly lower?: string | null;
      readonly upper?: string | null;
      /** Code of the property's unit. */
      readonly unit: string;
      readonly approximate?: boolean;
      readonly raw: string;
    }
  | { readonly kind: 'DATE'; readonly date: FuzzyDate; readonly raw: string }
  | {
      readonly kind: 'TEXT';
      readonly text: string;
      readonly lang: string;
      readonly quoted?: boolean;
      readonly saidById?: string | null;
    }
  | { readonly kind: 'ENTITY'; readonly entityId: string; readonly raw: string }
  | { readonly kind: 'BOOLEAN'; readonly value: boolean; readonly raw: string };

/** What one document claims about one subject. */
export interface NewFact {
  /** Key of the document and, inside it, of the claim: together they say which claim this is a version of. */
  readonly document: string;
  readonly claim: string;
  readonly subjectId: string;
  readonly property: string;
  readonly measure: `${FactMeasure}`;
  /** Required if and only if `presence` is VALUE. */
  readonly value?: NewFactValue | null;
  /** VALUE unless told. */
  readonly presence?: `${ValuePresence}`;
  readonly validFrom?: FuzzyDate | null;
  readonly validTo?: FuzzyDate | null;
  readonly due?: FuzzyDate | null;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  readonly dimensions?: DimensionValues;
  /** At least one. */
  readonly citations: readonly NewCitation[];
  /** MEDIUM unless told. */
  readonly confidence?: `${Confidence}`;
  readonly issues?: readonly DataIssue[];
  /** NORMAL unless told. */
  readonly rank?: `${FactRank}`;
  /** What review gave, ACCEPTED unless told; a contradicted fact is shown as DISPUTED all the same. */
  readonly status?: `${FactStatus}`;
  readonly derivedFromIds?: readonly string[];
  /** Claims of the same document that are recorded together with this one, and come before it. */
  readonly derivedFromClaims?: readonly string[];
  readonly formula?: string | null;
  readonly recordedById?: string | null;
}

/** A fact can not be recorded as it was given. The message says why and how to mend it. */
export class InvalidFact extends CodedError {
  readonly code = 'INVALID_FACT';

  constructor({ document, claim }: Pick<NewFact, 'document' | 'claim'>, reason: string) {
    super(`The claim "${claim}" of "${document}" can not be recorded: ${reason}.`);
  }
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Calls `refuse` with what is wrong with a claim by itself, whatever else is known, and how to mend it. */
export const checkClaim = (
  fact: Pick<NewFact, 'value' | 'presence' | 'country' | 'validFrom' | 'validTo'> & {
    readonly citations: readonly unknown[];
  },
  refuse: (reason: string) => void,
): void => {
  const { value = null, presence = 'VALUE', citations, country } = fact;
  if (citations.length === 0) refuse('it cites nothing; give at least one citation');
  if (presence === 'VALUE' && !value) refuse('it has no value; give one, or say with `presence` why there is none');
  if (presence !== 'VALUE' && value) refuse(`it has a value, but its presence is ${presence}; leave one of them out`);
  if (country && !/^[A-Z]{2}$/.test(country)) refuse(`"${country}" is no ISO 3166-1 alpha-2 code, such as FR`);
  if (value?.kind === 'QUANTITY') checkQuantity(value, refuse);
  const { earliest } = fact.validFrom ?? {};
  const { latest } = fact.validTo ?? {};
  if (earliest && latest && earliest > latest) refuse(`it ends on ${latest}, before it starts on ${earliest}`);
};

const checkQuantity = (
  { amount = null, lower = null, upper = null }: Extract<NewFactValue, { kind: 'QUANTITY' }>,
  refuse: (reason: string) => void,
): void => {
  const numbers = [amount, lower, upper].filter((number): number is string => number !== null);
  if (numbers.length === 0) refuse('its quantity has no number; give `amount`, `lower` or `upper`');
  const wrong = numbers.find((number) => !DECIMAL.test(number));
  if (wrong !== undefined) return refuse(`"${wrong}" is no decimal number, such as 12.50`);
  if (lower !== null && upper !== null && compareDecimals(lower, upper) > 0) {
    refuse(`its range runs from ${lower} to ${upper}; the lower end must not be above the upper one`);
  }
};
