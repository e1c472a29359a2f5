import { registerEnumType } from 'type-graphql';

export enum FactSubjectKind {
  ORGANISATION = 'ORGANISATION',
  PERSON = 'PERSON',
  PROGRAMME = 'PROGRAMME',
  PARTNERSHIP = 'PARTNERSHIP',
}
registerEnumType(FactSubjectKind, {
  name: 'FactSubjectKind',
  description: 'Kind of subject.',
  valuesConfig: {
    ORGANISATION: { description: 'An organisation.' },
    PERSON: { description: 'A person.' },
    PROGRAMME: { description: 'A programme.' },
    PARTNERSHIP: { description: 'A partnership.' },
  },
});

/** Prefix of the ids of each kind of subject. */
export const SUBJECT_PREFIXES: Readonly<Record<FactSubjectKind, string>> = {
  ORGANISATION: 'org',
  PERSON: 'person',
  PROGRAMME: 'programme',
  PARTNERSHIP: 'partnership',
};
