import { groupedByKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Mention } from './mention.entity';

export const createMentionLoaders = (db: EntityManager) => ({
  mentionsOfPost: groupedByKey(
    rowsByKey(db, Mention, 'postId', { order: { start: 'ASC', end: 'ASC', id: 'ASC' } }),
    (mention) => mention.postId,
  ),
});
