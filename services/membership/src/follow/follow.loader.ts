import { byKey, countedByKey, type Identity, idsOfSubject, isAllowed } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/** The follows of each target $1, of all ids that it has by merges. */
const FOLLOWS_OF_ASKED = `FROM unnest($1::text[]) asked (id)
  CROSS JOIN LATERAL ${idsOfSubject('asked.id')} one (id) JOIN follows follow ON follow.target_id = one.id`;

export const createFollowLoaders = (db: EntityManager, identity: Identity) => ({
  /** How many members follow a target: whoever follows several organisations that are one counts once. */
  followerCount: countedByKey((targetIds: readonly string[]) =>
    db.query<{ key: string; count: string }[]>(
      `SELECT asked.id AS key, count(DISTINCT follow.member_id) AS count ${FOLLOWS_OF_ASKED} GROUP BY asked.id`,
      [targetIds],
    ),
  ),
  /** The caller's follow of a target; null for an anonymous caller and for an API key without PROFILE_READ. */
  followByViewer: byKey(
    async (targetIds: readonly string[]) =>
      identity.memberId !== null && isAllowed(identity, 'READ_PROFILE')
        ? db.query<{ asked: string }[]>(`SELECT asked.id AS asked ${FOLLOWS_OF_ASKED} WHERE follow.member_id = $2`, [
            targetIds,
            identity.memberId,
          ])
        : [],
    ({ asked }) => asked,
  ),
});

export type FollowLoaders = ReturnType<typeof createFollowLoaders>;

/** Call it after a change to the followers of a target, which may have been read earlier in the operation. */
export const clearFollow = ({ followerCount, followByViewer }: FollowLoaders, targetId: string): void => {
  followerCount.clear(targetId);
  followByViewer.clear(targetId);
};
