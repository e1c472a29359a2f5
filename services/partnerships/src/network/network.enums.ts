import { registerEnumType } from 'type-graphql';

export enum RelationKind {
  PARTNER = 'PARTNER',
  PARTICIPATES = 'PARTICIPATES',
  PARENT = 'PARENT',
  AFFILIATED = 'AFFILIATED',
  FOUNDED = 'FOUNDED',
  MEMBER_OF = 'MEMBER_OF',
}
registerEnumType(RelationKind, {
  name: 'RelationKind',
  description: 'Kind of relation.',
  valuesConfig: {
    PARTNER: {
      description:
        'Both take part in the same thing. It follows from two PARTICIPATES, so it is given only if it is asked for by name, and no path goes through it.',
    },
    PARTICIPATES: { description: 'Takes part in a programme or partnership.' },
    PARENT: { description: 'Is part of.' },
    AFFILIATED: { description: 'Has a role in an organisation.' },
    FOUNDED: { description: 'Founded it.' },
    MEMBER_OF: { description: 'Takes part as one of a network.' },
  },
});

/** The kinds that facts state. */
export const STATED_KINDS = Object.values(RelationKind).filter((kind) => kind !== RelationKind.PARTNER);
