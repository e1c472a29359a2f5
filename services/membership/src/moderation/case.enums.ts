import { registerEnumType } from 'type-graphql';

export enum ModerationCaseStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
  APPEALED = 'APPEALED',
  CLOSED = 'CLOSED',
}
registerEnumType(ModerationCaseStatus, {
  name: 'ModerationCaseStatus',
  description: 'State of a case.',
  valuesConfig: {
    OPEN: { description: 'Waits for a decision.' },
    DECIDED: { description: 'Decided. An appeal is possible until `statement.appealUntil`.' },
    APPEALED: { description: 'Waits for the decision of another moderator.' },
    CLOSED: { description: 'Closed.' },
  },
});

export enum ModerationAction {
  DISMISS = 'DISMISS',
  HIDE = 'HIDE',
  RESTORE = 'RESTORE',
  REMOVE = 'REMOVE',
  SUSPEND = 'SUSPEND',
  REINSTATE = 'REINSTATE',
}
registerEnumType(ModerationAction, {
  name: 'ModerationAction',
  description: 'What a decision did.',
  valuesConfig: {
    DISMISS: { description: 'No measure; reports dismissed.' },
    HIDE: { description: 'Hidden.' },
    RESTORE: { description: 'Shown again.' },
    REMOVE: { description: 'Removed.' },
    SUSPEND: { description: 'Member suspended.' },
    REINSTATE: { description: 'Suspension lifted.' },
  },
});

export enum ModerationCaseOrder {
  OLDEST = 'OLDEST',
  NEWEST = 'NEWEST',
  MOST_FLAGS = 'MOST_FLAGS',
}
registerEnumType(ModerationCaseOrder, {
  name: 'ModerationCaseOrder',
  description: 'Order of cases.',
  valuesConfig: {
    OLDEST: { description: 'The oldest first: a queue.' },
    NEWEST: { description: 'The newest first.' },
    MOST_FLAGS: { description: 'Most reports first, then the newest.' },
  },
});
