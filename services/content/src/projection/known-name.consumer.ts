import { defineConsumer } from '@wizness/kernel';
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
  handle: async (tx, { subject: targetId, payload: { names } }, clock) => {
    const changed = await replaceNames(tx, targetId, names);
    await refreshMentionsOf(tx, clock, changed);
  },
});
