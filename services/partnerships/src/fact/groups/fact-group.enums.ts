import { registerEnumType } from 'type-graphql';

export enum FactGroupKey {
  SUBJECT = 'SUBJECT',
  SUBJECT_KIND = 'SUBJECT_KIND',
  PROPERTY = 'PROPERTY',
  MEASURE = 'MEASURE',
  UNIT = 'UNIT',
  SOURCE = 'SOURCE',
  STATUS = 'STATUS',
  CONFIDENCE = 'CONFIDENCE',
  COUNTRY = 'COUNTRY',
  ISSUE = 'ISSUE',
  VALID_YEAR = 'VALID_YEAR',
  RECORDED_MONTH = 'RECORDED_MONTH',
}
registerEnumType(FactGroupKey, {
  name: 'FactGroupKey',
  description: 'What facts are grouped by. PROPERTY, MEASURE and UNIT always apply as well.',
  valuesConfig: {
    SUBJECT: { description: 'The subject.' },
    SUBJECT_KIND: { description: 'The kind of subject.' },
    PROPERTY: { description: 'The property.' },
    MEASURE: { description: 'The measure.' },
    UNIT: { description: 'The unit.' },
    SOURCE: { description: 'The sources that the caller may see; a fact counts once per source.' },
    STATUS: { description: 'The state of review.' },
    CONFIDENCE: { description: 'The confidence.' },
    COUNTRY: { description: 'The country.' },
    ISSUE: { description: 'The doubts; a fact counts once per code.' },
    VALID_YEAR: { description: 'The year in which it begins to hold; for a target the year in which it is due.' },
    RECORDED_MONTH: { description: 'The month in which it was recorded, in UTC: `2026-11`.' },
  },
});

export enum FactGroupOrder {
  COUNT = 'COUNT',
  SUM = 'SUM',
  KEY = 'KEY',
}
registerEnumType(FactGroupOrder, {
  name: 'FactGroupOrder',
  description: 'Order of groups. The keys break ties.',
  valuesConfig: {
    COUNT: { description: 'Most facts first.' },
    SUM: { description: 'The highest sum first; groups without a sum last.' },
    KEY: { description: 'By the values of the keys, in the order in which they were asked for.' },
  },
});

export enum FactExclusionReason {
  STATUS = 'STATUS',
  RANK = 'RANK',
  NO_VALUE = 'NO_VALUE',
  UNIT = 'UNIT',
  DUPLICATE = 'DUPLICATE',
}
registerEnumType(FactExclusionReason, {
  name: 'FactExclusionReason',
  description: 'Why a fact is left out of a group. If several reasons apply, the first of this list is given.',
  valuesConfig: {
    STATUS: { description: 'It is not accepted, or another fact contradicts it.' },
    RANK: { description: 'It is deprecated, or another fact has a better rank.' },
    NO_VALUE: { description: 'It has no readable value.' },
    UNIT: { description: 'Its unit cannot be converted.' },
    DUPLICATE: {
      description:
        'The same is counted already: the period, a later moment of what does not add up over periods, or the whole of which it is a part.',
    },
  },
});

/** In the order in which they are tried. Their places, from 1, are what SQL returns. */
export const REASONS = Object.values(FactExclusionReason);
