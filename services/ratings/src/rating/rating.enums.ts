import { registerEnumType } from 'type-graphql';

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
