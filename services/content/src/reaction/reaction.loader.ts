import { groupedByKey, type Identity, isAllowed } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { ReactionKind } from './reaction.enums';
import type { ReactionCount } from './reaction.types';

/** Reactions of one kind to one post or comment. */
export interface CountedReaction {
  readonly targetId: string;
  readonly kind: ReactionKind;
  readonly count: number;
  readonly viewerReacted: boolean;
}

const COUNT = `
  SELECT target_id AS "targetId", kind, count(*)::integer AS count,
    coalesce(bool_or(member_id = $2), false) AS "viewerReacted"
  FROM reactions WHERE target_id = ANY($1) GROUP BY target_id, kind`;

export const createReactionLoaders = (db: EntityManager, identity: Identity) => {
  const viewerId = isAllowed(identity, 'READ_PROFILE') ? identity.memberId : null;
  const reactionsByTarget = groupedByKey(
    (targetIds: readonly string[]) => db.query<CountedReaction[]>(COUNT, [targetIds, viewerId]),
    ({ targetId }) => targetId,
  );
  return {
    reactionsByTarget,
    /** One entry per kind, in the order of the enum. */
    reactionsTo: async (targetId: string): Promise<ReactionCount[]> => {
      const counted = await reactionsByTarget.load(targetId);
      return Object.values(ReactionKind).map((kind) => {
        const { count = 0, viewerReacted = false } = counted.find((one) => one.kind === kind) ?? {};
        return { kind, count, viewerReacted };
      });
    },
  };
};
