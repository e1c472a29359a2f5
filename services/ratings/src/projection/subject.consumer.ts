import { defineConsumer, idPrefix } from '@wizness/kernel';
import { RateableKind } from '../subject/subject.enums';
import { SubjectStore } from './subject.store';

const KINDS: Readonly<Record<string, RateableKind>> = {
  org: RateableKind.ORGANISATION,
  programme: RateableKind.PROGRAMME,
  partnership: RateableKind.PARTNERSHIP,
};

/**
 * Makes every organisation, programme and partnership rateable. Persons cannot be rated. `name` is the checkpoint key:
 * never rename it.
 */
export const subjectConsumer = defineConsumer({
  name: 'register-subjects',
  source: 'partnerships',
  types: ['SubjectNamed'],
  handle: async (tx, { subject: id }) => {
    const kind = KINDS[idPrefix(id) ?? ''];
    if (kind) await new SubjectStore(tx).register({ id, kind });
  },
});
