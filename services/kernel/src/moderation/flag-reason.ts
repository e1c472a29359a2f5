import { registerEnumType } from 'type-graphql';

/** Why something is reported to the moderators. */
export enum FlagReason {
  SPAM = 'SPAM',
  ABUSE = 'ABUSE',
  OFF_TOPIC = 'OFF_TOPIC',
  CONFLICT_OF_INTEREST = 'CONFLICT_OF_INTEREST',
  PRIVACY = 'PRIVACY',
  ILLEGAL = 'ILLEGAL',
  OTHER = 'OTHER',
}
registerEnumType(FlagReason, {
  name: 'FlagReason',
  description: 'Why something is reported.',
  valuesConfig: {
    SPAM: { description: 'Advertising or repetition.' },
    ABUSE: { description: 'Insult, threat or harassment.' },
    OFF_TOPIC: { description: 'Not about the subject.' },
    CONFLICT_OF_INTEREST: { description: 'Rates or promotes something of its own.' },
    PRIVACY: { description: 'Shows personal data of somebody.' },
    ILLEGAL: { description: 'Against the law. A note is required: which law, and why.' },
    OTHER: { description: 'Another reason. A note is required.' },
  },
});
