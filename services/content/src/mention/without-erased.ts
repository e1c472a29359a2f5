import { idPrefix, lockAllUnlessErased } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewMention } from './new-mention';

const isOfMember = ({ targetId }: NewMention): boolean => idPrefix(targetId) === 'member';

/**
 * Mentions without those of erased members: their words stay in the body, but no longer refer to anyone. The other members
 * are locked against erasure until the transaction ends. Call it before a post is locked: an erasure locks in this order.
 */
export const withoutErased = async (
  tx: EntityManager,
  mentions: readonly NewMention[] = [],
): Promise<readonly NewMention[]> => {
  const kept = await lockAllUnlessErased(
    tx,
    mentions.filter(isOfMember).map(({ targetId }) => targetId),
  );
  return mentions.filter((mention) => !isOfMember(mention) || kept.has(mention.targetId));
};
