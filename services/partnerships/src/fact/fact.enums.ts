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
  description: 'What a value is. The tense of the quote decides between ACTUAL and TARGET.',
  valuesConfig: {
    ACTUAL: { description: 'What was reached.' },
    BASELINE: { description: 'What it started from.' },
    TARGET: { description: 'What is aimed at; `due` says by when.' },
    ESTIMATE: { description: 'What somebody reckons, without counting.' },
    RATE: { description: 'So much per something, as the unit says.' },
    STATEMENT: { description: 'What is simply said to be so.' },
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
    VALUE: { description: 'It is in `value`.' },
    UNKNOWN: { description: 'There is one, but the sources do not give it.' },
    NONE: { description: 'The sources say that there is none.' },
  },
});

export enum FactRank {
  PREFERRED = 'PREFERRED',
  NORMAL = 'NORMAL',
  DEPRECATED = 'DEPRECATED',
}
registerEnumType(FactRank, {
  name: 'FactRank',
  description: 'Which of several statements about one thing an editor prefers.',
  valuesConfig: {
    PREFERRED: { description: 'The one to show.' },
    NORMAL: { description: 'Neither preferred nor set aside.' },
    DEPRECATED: { description: 'Kept, but not to be shown as what is so.' },
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
  description: 'Where a fact stands in review.',
  valuesConfig: {
    PROPOSED: { description: 'Nobody has reviewed it yet.' },
    ACCEPTED: { description: 'Review found that its sources say so.' },
    DISPUTED: { description: 'Another fact contradicts it; `contradicts` lists which.' },
    RETRACTED: { description: 'Taken back; kept for the record.' },
  },
});

export enum Confidence {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}
registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How sure review is that a fact holds.',
  valuesConfig: {
    HIGH: { description: 'Said plainly by whoever must know.' },
    MEDIUM: { description: 'Said, with something left to read into it.' },
    LOW: { description: 'Retold, praised or counted by those it favours.' },
  },
});

registerEnumType(DataIssueCode, {
  name: 'DataIssueCode',
  description: 'Kind of doubt about a fact. New codes may come.',
  valuesConfig: {
    MALFORMED_NUMBER: { description: 'A number is not well-formed; `candidates` are what it may mean.' },
    AMBIGUOUS_DATE: { description: 'The words fit more than one date, or none exactly.' },
    RELATIVE_DATE: { description: 'The words count from a day that the text does not give.' },
    IMPLICIT_DATE: { description: 'The date is concluded from the text, not said by it.' },
    CONFLICTING_SOURCES: { description: 'Another source says otherwise.' },
    VAGUE_QUANTITY: { description: 'The words tell that there are some, not how many.' },
    SELF_REPORTED: { description: 'It comes from those whom it is about.' },
    EVALUATIVE: { description: 'It is praise or blame, not a measure.' },
    MISSING_DENOMINATOR: { description: 'A share whose whole is not given.' },
  },
});
