import { byKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Reply } from './reply.entity';

export const createReplyLoaders = (db: EntityManager) => ({
  /** The answer to a rating that the viewer may read; null if there is none. */
  replyByRatingId: byKey(rowsByKey(db, Reply, 'ratingId'), ({ ratingId }) => ratingId),
});
