import { registerEnumType } from 'type-graphql';

export enum TargetState {
  NO_DATA = 'NO_DATA',
  NOT_DUE = 'NOT_DUE',
  ON_TRACK = 'ON_TRACK',
  BEHIND = 'BEHIND',
  ACHIEVED = 'ACHIEVED',
  MISSED = 'MISSED',
}
registerEnumType(TargetState, {
  name: 'TargetState',
  description: 'State of a target on a day.',
  valuesConfig: {
    NO_DATA: { description: 'No value was measured, or none before the due date.' },
    NOT_DUE: { description: 'Not due yet, and no pace can be computed.' },
    ON_TRACK: { description: 'At least at the pace needed.' },
    BEHIND: { description: 'Below the pace needed.' },
    ACHIEVED: { description: 'Reached in time.' },
    MISSED: { description: 'Due and not reached in time. It stays so if the value is reached later.' },
  },
});
