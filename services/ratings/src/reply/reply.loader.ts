import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Reply } from './reply.entity';

export const createReplyLoaders = (db: EntityManager) => ({
  /** The answer to a rating that the viewer may read; null if there is none. */
  replyByRatingId: byKey(
    (ratingIds: readonly string[]) => db.findBy(Reply, { ratingId: In([...ratingIds]) }),
    ({ ratingId }) => ratingId,
  ),
});
