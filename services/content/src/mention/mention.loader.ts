import { groupedByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Mention } from './mention.entity';

export const createMentionLoaders = (db: EntityManager) => ({
  mentionsOfPost: groupedByKey(
    (postIds: readonly string[]) =>
      db.find(Mention, { where: { postId: In([...postIds]) }, order: { start: 'ASC', end: 'ASC', id: 'ASC' } }),
    (mention) => mention.postId,
  ),
});
