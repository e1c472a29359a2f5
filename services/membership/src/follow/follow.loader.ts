import { byKey, countedByKey, type Identity } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Follow } from './follow.entity';

export const createFollowLoaders = (db: EntityManager, { memberId }: Identity) => ({
  followerCount: countedByKey((targetIds: readonly string[]) =>
    db
      .createQueryBuilder(Follow, 'follow')
      .select('follow.targetId', 'key')
      .addSelect('count(*)', 'count')
      .where({ targetId: In([...targetIds]) })
      .groupBy('follow.targetId')
      .getRawMany<{ key: string; count: string }>(),
  ),
  followByViewer: byKey(
    async (targetIds: readonly string[]) =>
      memberId === null ? [] : db.findBy(Follow, { memberId, targetId: In([...targetIds]) }),
    (follow) => follow.targetId,
  ),
});

export type FollowLoaders = ReturnType<typeof createFollowLoaders>;
