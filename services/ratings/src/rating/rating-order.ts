import type { Order } from '@wizness/kernel';
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
  description: 'Which ratings come first. What is equal comes newest first, unless OLDEST.',
  valuesConfig: {
    NEWEST: { description: 'First given last.' },
    OLDEST: { description: 'First given first.' },
    HIGHEST: { description: 'Best score first.' },
    LOWEST: { description: 'Worst score first.' },
    MOST_HELPFUL: { description: 'Surest to be helpful first: a few votes that all agree weigh less than many.' },
  },
});

/**
 * Lower bound of the Wilson score interval (95 %, z = 1.96) of helpful votes among all votes, with z²/4 = 0.9604; 0
 * where there are none. Rounded so that cursors stay short.
 */
const HELPFULNESS =
  'round((rating.helpful + 1.9208 - 1.96 * sqrt(rating.helpful * 1.0 * rating.unhelpful' +
  ' / greatest(rating.helpful + rating.unhelpful, 1) + 0.9604)) / (rating.helpful + rating.unhelpful + 3.8416), 9)';

type Keys = Order['keys'];

const BY_TIME: Keys = [
  { sql: 'rating.createdAt', type: 'timestamptz' },
  { sql: 'rating.id', type: 'text' },
];

const order = (name: RatingOrder, direction: Order['direction'], keys: Keys): Order => ({
  name: `ratings ${name}`,
  direction,
  keys: [...keys, ...BY_TIME],
});

export const RATING_ORDERS: Readonly<Record<RatingOrder, Order>> = {
  [RatingOrder.NEWEST]: order(RatingOrder.NEWEST, 'DESC', []),
  [RatingOrder.OLDEST]: order(RatingOrder.OLDEST, 'ASC', []),
  [RatingOrder.HIGHEST]: order(RatingOrder.HIGHEST, 'DESC', [{ sql: 'rating.score', type: 'integer' }]),
  [RatingOrder.LOWEST]: order(RatingOrder.LOWEST, 'DESC', [{ sql: '(5 - rating.score)', type: 'integer' }]),
  [RatingOrder.MOST_HELPFUL]: order(RatingOrder.MOST_HELPFUL, 'DESC', [{ sql: HELPFULNESS, type: 'numeric' }]),
};
