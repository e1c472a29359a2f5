import { registerEnumType } from 'type-graphql';

export enum ModerationStatus {
  VISIBLE = 'VISIBLE',
  PENDING = 'PENDING',
  HIDDEN = 'HIDDEN',
  REMOVED = 'REMOVED',
}
registerEnumType(ModerationStatus, {
  name: 'ModerationStatus',
  description: 'Whether a rating is shown. Only visible ones are listed and counted.',
  valuesConfig: {
    VISIBLE: { description: 'Everybody sees it.' },
    PENDING: { description: 'It waits for a moderator.' },
    HIDDEN: { description: 'A moderator hid it.' },
    REMOVED: { description: 'It was taken back.' },
  },
});
