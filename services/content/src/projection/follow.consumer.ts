import { type EventConsumer, lockUnlessErased } from '@wizness/kernel';
import { Follow } from './follow.entity';

const FOLLOWED = 'MemberFollowed';
const UNFOLLOWED = 'MemberUnfollowed';

/** Keeps the follows of members as membership tells of them. */
export const keepFollows: EventConsumer = {
  name: 'keep-follows',
  source: 'membership',
  types: [FOLLOWED, UNFOLLOWED],
  handle: async (tx, { type, subject: memberId, payload }) => {
    const { targetId } = payload;
    if (typeof targetId !== 'string') throw new Error(`The event ${type} of ${memberId} names no target.`);
    if (type === UNFOLLOWED) return void (await tx.delete(Follow, { memberId, targetId }));
    // Erasure has a checkpoint of its own and may be ahead: nobody whom it has reached comes back.
    for (const id of [memberId, targetId]) if (!(await lockUnlessErased(tx, id))) return;
    await tx.upsert(Follow, { memberId, targetId }, ['memberId', 'targetId']);
  },
};
