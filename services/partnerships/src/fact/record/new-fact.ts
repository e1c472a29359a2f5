import { CodedError, isCountry } from '@wizness/kernel';
import type { FuzzyDate, Wording } from '@wizness/kernel';
import { compareDecimals } from '../../parsing/numbers/decimal';
import type { DataIssue } from '../../parsing/issue';
import type { NewCitation } from '../../source/citation.store';
import { endsBeforeItBegins, invertedPeriod } from '../../subject/period';
import type { DimensionValues } from '../../subject/subject.types';
import type { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from '../fact.enums';

export type NewFactValue =
  | {
      readonly kind: 'QUANTITY';
      /** Decimal strings. A range has `lower` and `upper`; an unknown end is null. */
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
      /** Defaults to SOURCE. */
      readonly wording?: `${Wording}`;
      readonly quoted?: boolean;
      readonly saidById?: string | null;
    }
  | { readonly kind: 'ENTITY'; readonly entityId: string; readonly raw: string }
  | { readonly kind: 'BOOLEAN'; readonly value: boolean; readonly raw: string };

/** A claim of one document about one subject. */
export interface NewFact {
  /** Keys of the document and of the claim inside it. Together they identify the claim across versions. */
  readonly document: string;
  readonly claim: string;
  readonly subjectId: string;
  readonly property: string;
  readonly measure: `${FactMeasure}`;
  /** Required if and only if `presence` is VALUE. */
  readonly value?: NewFactValue | null;
  /** Defaults to VALUE. */
  readonly presence?: `${ValuePresence}`;
  readonly validFrom?: FuzzyDate | null;
  readonly validTo?: FuzzyDate | null;
  readonly due?: FuzzyDate | null;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  readonly dimensions?: DimensionValues;
  /** At least one. */
  readonly citations: readonly NewCitation[];
  /** Defaults to MEDIUM. */
  readonly confidence?: `${Confidence}`;
  readonly issues?: readonly DataIssue[];
  /** Defaults to NORMAL. */
  readonly rank?: `${FactRank}`;
  /** Status given by review. Defaults to ACCEPTED. A contradicted fact is shown as DISPUTED regardless. */
  readonly status?: `${FactStatus}`;
  readonly derivedFromIds?: readonly string[];
  /** Keys of claims of the same document that come before this one in the same call. */
  readonly derivedFromClaims?: readonly string[];
  readonly formula?: string | null;
  readonly recordedById?: string | null;
  /** Why this version is made. */
  readonly reason?: string | null;
}

/** A fact cannot be recorded as given. The message states why and how to correct it. */
export class InvalidFact extends CodedError {
  readonly code = 'INVALID_FACT';

  constructor({ document, claim }: Pick<NewFact, 'document' | 'claim'>, reason: string) {
    super(`The claim "${claim}" of "${document}" cannot be recorded: ${reason}.`);
  }
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Checks a claim on its own, without the database. Calls `refuse` with each fault and how to correct it. */
export const checkClaim = (
  fact: Pick<NewFact, 'subjectId' | 'value' | 'presence' | 'country' | 'validFrom' | 'validTo'> & {
    readonly citations: readonly unknown[];
  },
  refuse: (reason: string) => void,
): void => {
  const { value = null, presence = 'VALUE', citations, country } = fact;
  if (citations.length === 0) refuse('it has no citation; give at least one');
  if (presence === 'VALUE' && !value) refuse('it has no value; give one, or set `presence` to UNKNOWN or NONE');
  if (presence !== 'VALUE' && value) refuse(`it has a value, but its presence is ${presence}; leave one of them out`);
  if (country && !isCountry(country)) refuse(`"${country}" is not an ISO 3166-1 alpha-2 code such as FR`);
  if (value?.kind === 'QUANTITY') checkQuantity(value, refuse);
  const period = { since: fact.validFrom, until: fact.validTo };
  if (endsBeforeItBegins(period)) refuse(invertedPeriod(period));
  if (value?.kind === 'ENTITY' && value.entityId === fact.subjectId) {
    refuse('its value is its own subject; name another subject');
  }
};

const checkQuantity = (
  { amount = null, lower = null, upper = null }: Extract<NewFactValue, { kind: 'QUANTITY' }>,
  refuse: (reason: string) => void,
): void => {
  const numbers = [amount, lower, upper].filter((number): number is string => number !== null);
  if (numbers.length === 0) refuse('its quantity has no number; give `amount`, `lower` or `upper`');
  const wrong = numbers.find((number) => !DECIMAL.test(number));
  if (wrong !== undefined) return refuse(`"${wrong}" is not a decimal number such as 12.50`);
  if (lower !== null && upper !== null && compareDecimals(lower, upper) > 0) {
    refuse(`its range runs from ${lower} to ${upper}; the lower end must not be above the upper one`);
  }
};
