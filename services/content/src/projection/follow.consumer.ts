import { defineConsumer, latestBy, lockAllUnlessErased } from '@wizness/kernel';
import { Follow } from './follow.entity';

const DELETE = `
  DELETE FROM follows USING unnest($1::text[], $2::text[]) AS gone (member_id, target_id)
  WHERE follows.member_id = gone.member_id AND follows.target_id = gone.target_id`;

/** Keeps a copy of the members' follows, which membership owns. `name` is the checkpoint key: never rename it. */
export const followConsumer = defineConsumer({
  name: 'keep-follows',
  source: 'membership',
  types: ['MemberFollowed', 'MemberUnfollowed'],
  handleAll: async (tx, events) => {
    const changes = latestBy(
      events.map(({ type, subject: memberId, payload: { targetId } }) => ({
        memberId,
        targetId,
        follows: type === 'MemberFollowed',
      })),
      ({ memberId, targetId }) => `${memberId} ${targetId}`,
    );
    // Erasure has its own checkpoint and may be ahead of this consumer: an erased member is not stored again.
    const known = await lockAllUnlessErased(
      tx,
      changes.flatMap(({ follows, memberId, targetId }) => (follows ? [memberId, targetId] : [])),
    );
    const stays = ({ follows, memberId, targetId }: (typeof changes)[number]) =>
      follows && known.has(memberId) && known.has(targetId);
    const gone = changes.filter((change) => !stays(change));
    if (gone.length > 0)
      await tx.query(DELETE, [gone.map(({ memberId }) => memberId), gone.map(({ targetId }) => targetId)]);
    const kept = changes.filter(stays).map(({ memberId, targetId }) => ({ memberId, targetId }));
    if (kept.length > 0) await tx.upsert(Follow, kept, ['memberId', 'targetId']);
  },
});
