import type { Order } from '@wizness/kernel';
import { RatingOrder } from './rating.enums';

/**
 * Lower bound of the Wilson score interval (95 %, z = 1.96) for the share of helpful votes, with z²/4 = 0.9604; 0 without
 * votes. Rounded, so that cursors stay short.
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
