import { defineConsumer, lockUnlessErased } from '@wizness/kernel';
import { Follow } from './follow.entity';

/** Keeps a copy of the members' follows, which membership owns. `name` is the checkpoint key: never rename it. */
export const followConsumer = defineConsumer({
  name: 'keep-follows',
  source: 'membership',
  types: ['MemberFollowed', 'MemberUnfollowed'],
  handle: async (tx, { type, subject: memberId, payload: { targetId } }) => {
    if (type === 'MemberUnfollowed') return void (await tx.delete(Follow, { memberId, targetId }));
    // Erasure has its own checkpoint and may be ahead of this consumer: an erased member is not stored again.
    for (const id of [memberId, targetId]) if (!(await lockUnlessErased(tx, id))) return;
    await tx.upsert(Follow, { memberId, targetId }, ['memberId', 'targetId']);
  },
});
