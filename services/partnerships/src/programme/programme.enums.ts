import { registerEnumType } from 'type-graphql';

/** The ordered lists of a programme. */
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
  description: 'Status of a programme.',
  valuesConfig: {
    PLANNED: { description: 'Announced, not started.' },
    ACTIVE: { description: 'Running.' },
    COMPLETED: { description: 'Ended with its goals reached.' },
    CLOSED: { description: 'Ended without reaching its goals.' },
    UNKNOWN: { description: 'Not stated by any source.' },
  },
});
