import type { Order } from '@wizness/kernel';
import { helpfulness } from './helpfulness';
import { RatingOrder } from './rating.enums';

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
  [RatingOrder.MOST_HELPFUL]: order(RatingOrder.MOST_HELPFUL, 'DESC', [
    { sql: helpfulness('rating'), type: 'numeric' },
  ]),
};
