import { defineConsumer, idPrefix, latestBy } from '@wizness/kernel';
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
  handleAll: async (tx, events) => {
    const subjects = events.flatMap(({ subject: id }) => {
      const kind = KINDS[idPrefix(id) ?? ''];
      return kind ? [{ id, kind }] : [];
    });
    await new SubjectStore(tx).registerAll(latestBy(subjects, ({ id }) => id));
  },
});
