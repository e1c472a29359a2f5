import { registerEnumType } from 'type-graphql';
import { DataIssueCode } from '../parsing/issue';

export enum FactMeasure {
  ACTUAL = 'ACTUAL',
  BASELINE = 'BASELINE',
  TARGET = 'TARGET',
  ESTIMATE = 'ESTIMATE',
  RATE = 'RATE',
  STATEMENT = 'STATEMENT',
}
registerEnumType(FactMeasure, {
  name: 'FactMeasure',
  description: 'Kind of value. The tense of the quote decides between ACTUAL and TARGET.',
  valuesConfig: {
    ACTUAL: { description: 'A value that was reached.' },
    BASELINE: { description: 'The value at the start.' },
    TARGET: { description: 'A value to be reached; `due` is the date.' },
    ESTIMATE: { description: 'An estimate, not a count.' },
    RATE: { description: 'A ratio; the unit says per what.' },
    STATEMENT: { description: 'A plain statement, neither measured nor estimated.' },
  },
});

export enum ValuePresence {
  VALUE = 'VALUE',
  UNKNOWN = 'UNKNOWN',
  NONE = 'NONE',
}
registerEnumType(ValuePresence, {
  name: 'ValuePresence',
  description: 'Whether there is a value.',
  valuesConfig: {
    VALUE: { description: 'The value is in `value`.' },
    UNKNOWN: { description: 'There is a value, but the sources do not give it.' },
    NONE: { description: 'The sources state that there is no value.' },
  },
});

export enum FactRank {
  PREFERRED = 'PREFERRED',
  NORMAL = 'NORMAL',
  DEPRECATED = 'DEPRECATED',
}
registerEnumType(FactRank, {
  name: 'FactRank',
  description: "Editor's preference among several facts about the same thing.",
  valuesConfig: {
    PREFERRED: { description: 'The fact to show.' },
    NORMAL: { description: 'Neither preferred nor deprecated.' },
    DEPRECATED: { description: 'Kept for the record; do not present it as true.' },
  },
});

export enum FactStatus {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  DISPUTED = 'DISPUTED',
  RETRACTED = 'RETRACTED',
}
registerEnumType(FactStatus, {
  name: 'FactStatus',
  description: 'Review status of a fact.',
  valuesConfig: {
    PROPOSED: { description: 'Not reviewed yet.' },
    ACCEPTED: { description: 'A reviewer confirmed that its sources state it.' },
    DISPUTED: { description: 'Another fact contradicts it; see `contradicts`.' },
    RETRACTED: { description: 'Withdrawn; kept for the record. Only in lists that ask for it.' },
  },
});

export enum Confidence {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}
registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How certain the reviewer is that a fact is true.',
  valuesConfig: {
    HIGH: { description: 'Stated clearly by a source in a position to know.' },
    MEDIUM: { description: 'Stated, but it needs interpretation.' },
    LOW: { description: 'Second-hand, promotional or self-reported by those who benefit.' },
  },
});

registerEnumType(DataIssueCode, {
  name: 'DataIssueCode',
  description: 'Kind of issue with a fact. New codes may be added.',
  valuesConfig: {
    MALFORMED_NUMBER: { description: 'A number is malformed; `candidates` lists what it may mean.' },
    UNREADABLE_NUMBER: {
      description: 'A number phrase that the grammar does not read to its end; `candidates` lists the numbers in it.',
    },
    AMBIGUOUS_NUMBER: { description: 'A number has several readings, or no exact decimal; see `candidates`.' },
    AMBIGUOUS_DATE: { description: 'The words match several dates, or none exactly.' },
    RELATIVE_DATE: { description: 'The date is relative to a day that the text does not give.' },
    IMPLICIT_DATE: { description: 'The date is inferred from the text, not stated.' },
    UNREADABLE_DATE: { description: 'A date phrase that the grammar does not read to its end.' },
    CONFLICTING_SOURCES: { description: 'Another source disagrees.' },
    VAGUE_QUANTITY: { description: 'The words state that there are some, but not how many.' },
    SELF_REPORTED: { description: 'The source is the subject itself.' },
    EVALUATIVE: { description: 'A judgement, not a measurement.' },
    UNREAD_SOURCE: { description: 'The source reports it from another one, which was not read.' },
    MISSING_DENOMINATOR: { description: 'A share of an unknown total.' },
  },
});
