import { registerEnumType } from 'type-graphql';

export enum RsvpStatus {
  GOING = 'GOING',
  WAITING = 'WAITING',
  DECLINED = 'DECLINED',
}
registerEnumType(RsvpStatus, {
  name: 'RsvpStatus',
  description: 'Answer to an event.',
  valuesConfig: {
    GOING: { description: 'Has a place.' },
    WAITING: { description: 'Waits for a place, and moves up when one is free.' },
    DECLINED: { description: 'Does not come.' },
  },
});
