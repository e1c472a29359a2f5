import { createHash } from 'node:crypto';
import { type FuzzyDate, matchKey, Wording } from '@wizness/kernel';
import type { Fact } from '../fact.entity';
import { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from '../fact.enums';
import type { NewFact, NewFactValue } from '../record/new-fact';

/** The columns with the content of a claim. Equal columns mean an unchanged claim. */
export type ClaimColumns = Omit<
  Fact,
  'id' | 'lineageId' | 'version' | 'supersedesId' | 'knownFrom' | 'knownTo' | 'reason' | 'recordedById' | 'status'
>;

const NO_VALUE = {
  amount: null,
  lower: null,
  upper: null,
  unitCode: null,
  approximate: false,
  dateValue: null,
  dateEarliest: null,
  dateLatest: null,
  textValue: null,
  textLang: null,
  wording: Wording.SOURCE,
  quoted: false,
  saidById: null,
  entityId: null,
  booleanValue: null,
  raw: null,
};

const valueColumns = (value: NewFactValue | null) => {
  switch (value?.kind) {
    case undefined:
      return NO_VALUE;
    case 'QUANTITY': {
      const { amount = null, lower = null, upper = null, unit, approximate = false, raw } = value;
      return { ...NO_VALUE, amount, lower, upper, unitCode: unit, approximate, raw };
    }
    case 'DATE': {
      const { date, raw } = value;
      return { ...NO_VALUE, dateValue: date, dateEarliest: date.earliest, dateLatest: date.latest, raw };
    }
    case 'TEXT': {
      const { text, lang, wording = 'SOURCE', quoted = false, saidById = null } = value;
      return { ...NO_VALUE, textValue: text, textLang: lang, wording: Wording[wording], quoted, saidById };
    }
    case 'ENTITY':
      return { ...NO_VALUE, entityId: value.entityId, raw: value.raw };
    case 'BOOLEAN':
      return { ...NO_VALUE, booleanValue: value.value, raw: value.raw };
  }
};

const digest = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const sortedByName = (dimensions: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));

const edtf = (date: FuzzyDate | null | undefined): string | null => date?.edtf ?? null;

/** 0.60 and 0.6 are the same number. */
const withoutTrailingZeros = (decimal: string | null): string | null =>
  decimal?.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

/** What is stated about the subject, without source, wording and confidence. */
const statementOf = (fact: NewFact, value: ReturnType<typeof valueColumns>) => [
  fact.subjectId,
  fact.property,
  fact.measure,
  fact.presence ?? 'VALUE',
  [value.amount, value.lower, value.upper].map(withoutTrailingZeros),
  [value.unitCode, edtf(value.dateValue), value.textValue, value.saidById, value.entityId, value.booleanValue],
  [fact.validFrom, fact.validTo, fact.due].map(edtf),
  fact.country ?? null,
  sortedByName(fact.dimensions ?? {}),
];

/** Equal for equal claims. The default wording is left out, as in the fingerprints of before there were others. */
const fingerprintOf = ({ wording, ...columns }: { readonly wording: Wording }): string =>
  digest(wording === Wording.SOURCE ? columns : { ...columns, wording });

/** What text filters compare: the match keys of the text value and of `raw`, each on a line. */
export const wordsOf = ({ textValue, raw }: Pick<Fact, 'textValue' | 'raw'>): string =>
  [textValue, raw].map((text) => matchKey(text ?? '')).join('\n');

/** Columns that filters read. They follow from the others, so they are no part of the fingerprint. */
const derivedColumns = ({ due, validFrom, validTo }: NewFact, value: ReturnType<typeof valueColumns>) => ({
  words: wordsOf(value),
  fromEarliest: validFrom?.earliest ?? null,
  fromLatest: validFrom?.latest ?? null,
  toEarliest: validTo?.earliest ?? null,
  toLatest: validTo?.latest ?? null,
  dueEarliest: due?.earliest ?? null,
  dueLatest: due?.latest ?? null,
});

/** The row of a claim without the columns of its history (version, status, timestamps). */
export const claimColumns = (fact: NewFact): ClaimColumns => {
  const value = valueColumns(fact.value ?? null);
  // Fingerprints of stored facts contain the two bounds under these names.
  const columns = {
    documentKey: fact.document,
    claimKey: fact.claim,
    subjectId: fact.subjectId,
    propertyKey: fact.property,
    measure: FactMeasure[fact.measure],
    presence: ValuePresence[fact.presence ?? 'VALUE'],
    ...value,
    validFrom: fact.validFrom ?? null,
    validTo: fact.validTo ?? null,
    validEarliest: fact.validFrom?.earliest ?? null,
    validLatest: fact.validTo?.latest ?? null,
    due: fact.due ?? null,
    country: fact.country ?? null,
    dimensionValues: sortedByName(fact.dimensions ?? {}),
    confidence: Confidence[fact.confidence ?? 'MEDIUM'],
    issues: fact.issues ?? [],
    rank: FactRank[fact.rank ?? 'NORMAL'],
    reviewedStatus: FactStatus[fact.status ?? 'ACCEPTED'],
    derivedFromIds: fact.derivedFromIds ?? [],
    formula: fact.formula ?? null,
  };
  const statementKey = digest(statementOf(fact, columns));
  const { validEarliest: _earliest, validLatest: _latest, ...stored } = columns;
  return { ...stored, ...derivedColumns(fact, value), statementKey, fingerprint: fingerprintOf(columns) };
};
