import { registerEnumType } from 'type-graphql';

/** The lists that a programme can have. */
export enum OrderedItemKind {
  AXIS = 'AXIS',
  CRITERION = 'CRITERION',
}

export enum ProgrammeStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  COMPLETED = 'COMPLETED',
  CLOSED = 'CLOSED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ProgrammeStatus, {
  name: 'ProgrammeStatus',
  description: 'How far a programme has come.',
  valuesConfig: {
    PLANNED: { description: 'Announced, not begun.' },
    ACTIVE: { description: 'Under way.' },
    COMPLETED: { description: 'Ended, having done what it set out to do.' },
    CLOSED: { description: 'Ended otherwise.' },
    UNKNOWN: { description: 'No source says.' },
  },
});
