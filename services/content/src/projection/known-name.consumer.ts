import { defineConsumer, latestBy } from '@wizness/kernel';
import { refreshMentionsOf } from '../mention/known-mentions';
import { replaceNames } from './known-name.store';

/**
 * Keeps the names of organisations, persons, programmes and partnerships, and finds them in the posts that are there
 * already. `name` is the checkpoint key: never rename it.
 */
export const knownNameConsumer = defineConsumer({
  name: 'learn-names',
  source: 'partnerships',
  types: ['SubjectNamed'],
  handleAll: async (tx, events, clock) => {
    const named = events.map(({ subject: targetId, payload: { names } }) => ({ targetId, names }));
    const changed = await replaceNames(
      tx,
      latestBy(named, ({ targetId }) => targetId),
    );
    await refreshMentionsOf(tx, clock, changed);
  },
});
