import { registerEnumType } from 'type-graphql';

/** What moderation decided about a post, a comment or a rating. What its author did is stored apart. */
export enum ModerationStatus {
  VISIBLE = 'VISIBLE',
  PENDING = 'PENDING',
  HIDDEN = 'HIDDEN',
  REMOVED = 'REMOVED',
}
registerEnumType(ModerationStatus, {
  name: 'ModerationStatus',
  description:
    'Whether a post, comment or rating is shown, as moderation decided. Only VISIBLE ones are listed and counted.',
  valuesConfig: {
    VISIBLE: { description: 'Shown to everyone who may see what it belongs to.' },
    PENDING: { description: 'Not shown until a moderator decides.' },
    HIDDEN: { description: 'Hidden by a moderator. Its author still sees it.' },
    REMOVED: { description: 'Removed by a moderator.' },
  },
});
