import { registerEnumType } from 'type-graphql';

export enum ParticipationRole {
  PARTNER = 'PARTNER',
  INITIATOR = 'INITIATOR',
  OPERATOR = 'OPERATOR',
  FUNDER = 'FUNDER',
  ACADEMIC_PARTNER = 'ACADEMIC_PARTNER',
  NETWORK_MEMBER = 'NETWORK_MEMBER',
  BENEFICIARY = 'BENEFICIARY',
}
registerEnumType(ParticipationRole, {
  name: 'ParticipationRole',
  description: 'What an organisation does in a partnership or programme.',
  valuesConfig: {
    PARTNER: { description: 'Takes part on equal terms.' },
    INITIATOR: { description: 'Began it.' },
    OPERATOR: { description: 'Carries it out.' },
    FUNDER: { description: 'Gives the money.' },
    ACADEMIC_PARTNER: { description: 'Brings research or teaching.' },
    NETWORK_MEMBER: { description: 'Takes part as one of a network.' },
    BENEFICIARY: { description: 'Is helped by it.' },
  },
});
