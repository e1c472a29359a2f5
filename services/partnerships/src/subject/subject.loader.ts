import { idPrefix } from '@wizness/kernel';
import type { OrganisationLoaders } from '../organisation/organisation.loader';
import type { PartnershipLoaders } from '../partnership/partnership.loader';
import type { PersonLoaders } from '../person/person.loader';
import type { ProgrammeLoaders } from '../programme/programme.loader';
import type { FactSubject } from './subject.types';

/** Loads any subject by id. The prefix selects the table, so mixed ids cost one statement per kind. */
export const createSubjectLoaders = (
  loaders: Pick<OrganisationLoaders, 'organisationById'> & PartnershipLoaders & PersonLoaders & ProgrammeLoaders,
) => {
  const byPrefix: Readonly<Record<string, { load(id: string): Promise<FactSubject | null> }>> = {
    org: loaders.organisationById,
    partnership: loaders.partnershipById,
    person: loaders.personById,
    programme: loaders.programmeById,
  };
  const load = async (id: string): Promise<FactSubject | null> => byPrefix[idPrefix(id) ?? '']?.load(id) ?? null;
  return {
    subjectById: {
      /** Null if there is no such subject, or if the id is not one of a subject. */
      load,
      loadMany: (ids: readonly string[]): Promise<(FactSubject | null)[]> => Promise.all(ids.map(load)),
    },
  };
};

export type SubjectLoaders = ReturnType<typeof createSubjectLoaders>;
