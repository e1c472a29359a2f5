import { defineConsumer, latestBy } from '@wizness/kernel';
import { MentionTargetStore } from '../mention/mention-target.store';
import { refreshMentionsOf } from '../mention/known-mentions';
import { replaceNames } from './known-name.store';

/**
 * Keeps the names and slugs of organisations, persons, programmes and partnerships, and finds the names in the posts that
 * are there already. `name` is the checkpoint key: never rename it.
 */
export const knownNameConsumer = defineConsumer({
  name: 'learn-names',
  source: 'partnerships',
  types: ['SubjectNamed'],
  handleAll: async (tx, events, clock) => {
    const named = latestBy(
      events.map(({ subject: targetId, payload: { names } }) => ({ targetId, names })),
      ({ targetId }) => targetId,
    );
    const changed = await replaceNames(tx, named);
    const targets = new MentionTargetStore(tx);
    // Slugs never change: an event without one, from an older version, leaves what is known.
    const slugs = new Map([
      ...(await targets.slugsOf(named.map(({ targetId }) => targetId))),
      ...events.flatMap(({ subject, payload: { slug } }) => (slug === undefined ? [] : [[subject, slug] as const])),
    ]);
    await targets.putAll(
      named.flatMap((target) => {
        const slug = slugs.get(target.targetId);
        return slug === undefined ? [] : [{ ...target, slug }];
      }),
    );
    await refreshMentionsOf(tx, clock, changed);
  },
});
