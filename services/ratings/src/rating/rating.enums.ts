import { registerEnumType } from 'type-graphql';

export enum ModerationStatus {
  VISIBLE = 'VISIBLE',
  PENDING = 'PENDING',
  HIDDEN = 'HIDDEN',
  REMOVED = 'REMOVED',
}
registerEnumType(ModerationStatus, {
  name: 'ModerationStatus',
  description: 'Whether a rating is shown. Only VISIBLE ratings are listed and counted.',
  valuesConfig: {
    VISIBLE: { description: 'Shown to everyone who may see its subject.' },
    PENDING: { description: 'Waiting for a moderator.' },
    HIDDEN: { description: 'Hidden by a moderator.' },
    REMOVED: { description: 'Removed by its author.' },
  },
});

export enum RatingOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  HIGHEST = 'HIGHEST',
  LOWEST = 'LOWEST',
  MOST_HELPFUL = 'MOST_HELPFUL',
}
registerEnumType(RatingOrder, {
  name: 'RatingOrder',
  description: 'Order of ratings. Ties are listed newest first, except by OLDEST.',
  valuesConfig: {
    NEWEST: { description: 'Most recently created first.' },
    OLDEST: { description: 'Least recently created first.' },
    HIGHEST: { description: 'Best score first.' },
    LOWEST: { description: 'Worst score first.' },
    MOST_HELPFUL: {
      description: 'Most certainly helpful first: a few votes that all agree count less than many that mostly agree.',
    },
  },
});
