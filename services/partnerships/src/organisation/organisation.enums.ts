import { registerEnumType } from 'type-graphql';

export enum OrganisationKind {
  COMPANY = 'COMPANY',
  ASSOCIATION = 'ASSOCIATION',
  GROUP = 'GROUP',
  BANK = 'BANK',
  UNIVERSITY = 'UNIVERSITY',
  CHAIR = 'CHAIR',
  FUND = 'FUND',
  NETWORK = 'NETWORK',
  PUBLIC_BODY = 'PUBLIC_BODY',
  OTHER = 'OTHER',
}
registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What sort of organisation it is.',
  valuesConfig: {
    COMPANY: { description: 'A business.' },
    ASSOCIATION: { description: 'An association or another non-profit body.' },
    GROUP: { description: 'Several organisations under one roof.' },
    BANK: { description: 'A bank.' },
    UNIVERSITY: { description: 'A university or school of higher education.' },
    CHAIR: { description: 'A chair of teaching or research.' },
    FUND: { description: 'An investment fund or a foundation that gives money.' },
    NETWORK: { description: 'Independent organisations that act together.' },
    PUBLIC_BODY: { description: 'A state, a municipality or one of their agencies.' },
    OTHER: { description: 'None of these.' },
  },
});

export enum NameKind {
  OFFICIAL = 'OFFICIAL',
  SHORT = 'SHORT',
  ALIAS = 'ALIAS',
  FORMER = 'FORMER',
  MISSPELLING = 'MISSPELLING',
}
registerEnumType(NameKind, {
  name: 'NameKind',
  description: 'What sort of name it is.',
  valuesConfig: {
    OFFICIAL: { description: 'The name it gave itself; one that ended has an `until`.' },
    SHORT: { description: 'A shorter form in common use, or an acronym.' },
    ALIAS: { description: 'Another name or spelling that texts use.' },
    FORMER: { description: 'A name that it no longer has.' },
    MISSPELLING: { description: 'A mistaken spelling, kept so that it can be found.' },
  },
});
