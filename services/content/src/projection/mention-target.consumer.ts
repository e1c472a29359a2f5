import { defineConsumer, latestBy, lockAllUnlessErased } from '@wizness/kernel';
import { MentionTargetStore } from '../mention/mention-target.store';

/** Keeps handles and names of members, whom authors can mention. `name` is the checkpoint key: never rename it. */
export const memberNameConsumer = defineConsumer({
  name: 'keep-member-names',
  source: 'membership',
  types: ['MemberNamed'],
  handleAll: async (tx, events) => {
    const latest = latestBy(events, ({ subject }) => subject);
    // Erasure has its own checkpoint and may be ahead of this consumer: an erased member is not stored again.
    const known = await lockAllUnlessErased(
      tx,
      latest.map(({ subject }) => subject),
    );
    const store = new MentionTargetStore(tx);
    await store.putAll(
      latest.flatMap(({ subject: targetId, payload: { handle, name } }) =>
        handle === null || name === null || !known.has(targetId) ? [] : [{ targetId, slug: handle, names: [name] }],
      ),
    );
  },
});
