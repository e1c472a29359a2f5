import { registerEnumType } from 'type-graphql';

export enum RateableKind {
  ARTICLE = 'ARTICLE',
  NEWS = 'NEWS',
  EVENT = 'EVENT',
  GOOD_PRACTICE = 'GOOD_PRACTICE',
  CHALLENGE = 'CHALLENGE',
  ORGANISATION = 'ORGANISATION',
  PROGRAMME = 'PROGRAMME',
  PARTNERSHIP = 'PARTNERSHIP',
}
registerEnumType(RateableKind, {
  name: 'RateableKind',
  description: 'Kind of a subject. A subject is ranked against the mean of its own kind.',
  valuesConfig: {
    ARTICLE: { description: 'A post with a long text.' },
    NEWS: { description: 'A post that reports a piece of news.' },
    EVENT: { description: 'A post that announces an event.' },
    GOOD_PRACTICE: { description: 'A post that describes what worked.' },
    CHALLENGE: { description: 'A post that asks the community for answers.' },
    ORGANISATION: { description: 'An organisation.' },
    PROGRAMME: { description: 'A programme.' },
    PARTNERSHIP: { description: 'A partnership.' },
  },
});
