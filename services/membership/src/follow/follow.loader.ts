import { byKey, countedByKey, type Identity, isAllowed } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Follow } from './follow.entity';

export const createFollowLoaders = (db: EntityManager, identity: Identity) => ({
  followerCount: countedByKey((targetIds: readonly string[]) =>
    db
      .createQueryBuilder(Follow, 'follow')
      .select('follow.targetId', 'key')
      .addSelect('count(*)', 'count')
      .where({ targetId: In([...targetIds]) })
      .groupBy('follow.targetId')
      .getRawMany<{ key: string; count: string }>(),
  ),
  /** The caller's follow of a target; null for an anonymous caller and for an API key without PROFILE_READ. */
  followByViewer: byKey(
    async (targetIds: readonly string[]) =>
      identity.memberId !== null && isAllowed(identity, 'READ_PROFILE')
        ? db.findBy(Follow, { memberId: identity.memberId, targetId: In([...targetIds]) })
        : [],
    (follow) => follow.targetId,
  ),
});

export type FollowLoaders = ReturnType<typeof createFollowLoaders>;

/** Call it after a change to the followers of a target, which may have been read earlier in the operation. */
export const clearFollow = ({ followerCount, followByViewer }: FollowLoaders, targetId: string): void => {
  followerCount.clear(targetId);
  followByViewer.clear(targetId);
};
