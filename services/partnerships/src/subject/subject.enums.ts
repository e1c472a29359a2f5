import { idPrefix } from '@wizness/kernel';
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

const KINDS: ReadonlyMap<string, FactSubjectKind> = new Map(
  Object.values(FactSubjectKind).map((kind) => [SUBJECT_PREFIXES[kind], kind]),
);

/** Kind of the subject with an id. Throws a TypeError for the id of anything else. */
export const subjectKindOf = (id: string): FactSubjectKind => {
  const kind = KINDS.get(idPrefix(id) ?? '');
  if (!kind) throw new TypeError(`${id} is no id of a subject.`);
  return kind;
};
