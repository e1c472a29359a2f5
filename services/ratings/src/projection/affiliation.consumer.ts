import { createMergeLoaders, defineConsumer, lockUnlessErased } from '@wizness/kernel';
import { RatingStore } from '../rating/rating.store';
import { Affiliation } from './affiliation.entity';

/**
 * Keeps who works for which organisation. A member who turns out to work for an organisation that they have rated loses
 * that rating. `name` is the checkpoint key: never rename it.
 */
export const affiliationConsumer = defineConsumer({
  name: 'project-affiliations',
  source: 'membership',
  types: ['AffiliationVerified', 'AffiliationEnded'],
  handle: async (tx, { type, subject: memberId, payload: { organisationId } }, clock) => {
    if (type === 'AffiliationEnded') {
      await tx.delete(Affiliation, { memberId, organisationId });
      return;
    }
    if (!(await lockUnlessErased(tx, memberId))) return;
    await tx.upsert(Affiliation, { memberId, organisationId }, ['memberId', 'organisationId']);
    for (const subjectId of await createMergeLoaders(tx).idsOfSubject(organisationId)) {
      await new RatingStore(tx, clock).takeBack({ memberId, subjectId }, 'AFFILIATION');
    }
  },
});
