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
    CO_CONSTRUCTION: { description: 'A business and a non-profit develop a social or environmental project together.' },
    SOCIAL_BUSINESS: { description: 'A business that solves a social problem and covers its costs.' },
    PATRONAGE: { description: 'Support without a return service.' },
    SPONSORSHIP: { description: 'Support in return for publicity.' },
    OTHER: { description: 'None of these.' },
  },
});
