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
  description: 'Kind of organisation.',
  valuesConfig: {
    COMPANY: { description: 'A business.' },
    ASSOCIATION: { description: 'An association or another non-profit body.' },
    GROUP: { description: 'A group of organisations under common control.' },
    BANK: { description: 'A bank.' },
    UNIVERSITY: { description: 'A university or school of higher education.' },
    CHAIR: { description: 'A university chair.' },
    FUND: { description: 'An investment fund or a grant-making foundation.' },
    NETWORK: { description: 'A network of independent organisations.' },
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
  description: 'Kind of name.',
  valuesConfig: {
    OFFICIAL: { description: 'The official name; a former one has an `until`.' },
    SHORT: { description: 'A shorter form in common use, or an acronym.' },
    ALIAS: { description: 'Another name or spelling that texts use.' },
    FORMER: { description: 'A name that is no longer used.' },
    MISSPELLING: { description: 'A misspelling, kept so that searches find it.' },
  },
});
