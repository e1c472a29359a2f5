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
  description: 'Role of an organisation in a partnership or programme.',
  valuesConfig: {
    PARTNER: { description: 'Takes part on equal terms.' },
    INITIATOR: { description: 'Started it.' },
    OPERATOR: { description: 'Runs it.' },
    FUNDER: { description: 'Finances it.' },
    ACADEMIC_PARTNER: { description: 'Contributes research or teaching.' },
    NETWORK_MEMBER: { description: 'Takes part as a member of a network.' },
    BENEFICIARY: { description: 'Benefits from it.' },
  },
});
