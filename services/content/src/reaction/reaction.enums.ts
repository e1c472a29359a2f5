import { registerEnumType } from 'type-graphql';

export enum ReactionKind {
  LIKE = 'LIKE',
  THANKS = 'THANKS',
  INSIGHTFUL = 'INSIGHTFUL',
  SUPPORT = 'SUPPORT',
}
registerEnumType(ReactionKind, {
  name: 'ReactionKind',
  description: 'Kind of reaction. A closed set.',
  valuesConfig: {
    LIKE: { description: 'I like it.' },
    THANKS: { description: 'Thank you.' },
    INSIGHTFUL: { description: 'I learnt something.' },
    SUPPORT: { description: 'I want to help.' },
  },
});
