import { idPrefix, lockUnlessErased } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewMention } from './new-mention';

/**
 * Mentions without those of erased members: their words stay in the body, but no longer refer to anyone. The other members
 * are locked against erasure until the transaction ends. Call it before a post is locked: an erasure locks in this order.
 */
export const withoutErased = async (
  tx: EntityManager,
  mentions: readonly NewMention[] = [],
): Promise<readonly NewMention[]> => {
  const kept: NewMention[] = [];
  for (const mention of mentions) {
    const isOfMember = idPrefix(mention.targetId) === 'member';
    if (!isOfMember || (await lockUnlessErased(tx, mention.targetId))) kept.push(mention);
  }
  return kept;
};
