import { registerEnumType } from 'type-graphql';

export enum PartnershipKind {
  CO_CONSTRUCTION = 'CO_CONSTRUCTION',
  SOCIAL_BUSINESS = 'SOCIAL_BUSINESS',
  PATRONAGE = 'PATRONAGE',
  SPONSORSHIP = 'SPONSORSHIP',
  OTHER = 'OTHER',
}
registerEnumType(PartnershipKind, {
  name: 'PartnershipKind',
  description: 'How organisations work together.',
  valuesConfig: {
    CO_CONSTRUCTION: { description: 'A business and a non-profit body build one project for a social or green end.' },
    SOCIAL_BUSINESS: { description: 'A business made to solve a social problem and to carry its own costs.' },
    PATRONAGE: { description: 'Support without anything in return.' },
    SPONSORSHIP: { description: 'Support in return for being named.' },
    OTHER: { description: 'None of these.' },
  },
});
