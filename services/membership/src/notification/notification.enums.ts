import { registerEnumType } from 'type-graphql';

export enum NotificationKind {
  MENTION = 'MENTION',
  REPLY = 'REPLY',
  CONTRIBUTION = 'CONTRIBUTION',
  EVENT = 'EVENT',
  MODERATION = 'MODERATION',
  RATING = 'RATING',
  HELPFUL = 'HELPFUL',
  FOLLOW = 'FOLLOW',
}
registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description: 'What a notification is about.',
  valuesConfig: {
    MENTION: { description: 'A post or comment names the member.' },
    REPLY: { description: 'An answer to a post, a comment or a rating of the member.' },
    CONTRIBUTION: { description: 'A contribution to a challenge of the member.' },
    EVENT: { description: 'An event that the member goes to starts soon or has changed, or a place became free.' },
    MODERATION: { description: 'A moderation decision concerns the member, or a report by the member was decided.' },
    RATING: { description: 'A member rated a post of the member.' },
    HELPFUL: { description: 'A member found a rating of the member helpful.' },
    FOLLOW: { description: 'A member follows the member.' },
  },
});

/**
 * What a notification says beyond its kind. Stored: never rename one.
 *
 * - EVENT: it starts soon, its time or place has changed, it does not take place, or the member has moved up from the waiting list.
 * - MODERATION: a decision about the member, or one of those: a rating was taken back because its author works for what they
 *   rated, a report or an appeal by the member was decided.
 */
export type NotificationCode =
  | ''
  | 'REMINDER'
  | 'CHANGED'
  | 'CANCELLED'
  | 'PLACE'
  | 'OWN_ORGANISATION'
  | 'REPORT_DECIDED'
  | 'APPEAL_DECIDED';
