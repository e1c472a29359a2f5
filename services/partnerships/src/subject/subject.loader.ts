import { idPrefix } from '@wizness/kernel';
import type { OrganisationLoaders } from '../organisation/organisation.loader';
import type { PartnershipLoaders } from '../partnership/partnership.loader';
import type { PersonLoaders } from '../person/person.loader';
import type { ProgrammeLoaders } from '../programme/programme.loader';
import type { FactSubject } from './subject.types';

/** Any subject by id: the prefix tells its table, so that many of mixed kinds cost one statement for each kind. */
export const createSubjectLoaders = (
  loaders: OrganisationLoaders & PartnershipLoaders & PersonLoaders & ProgrammeLoaders,
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
      /** Null where there is no such subject, or the id is of something that facts are not about. */
      load,
      loadMany: (ids: readonly string[]): Promise<(FactSubject | null)[]> => Promise.all(ids.map(load)),
    },
  };
};

export type SubjectLoaders = ReturnType<typeof createSubjectLoaders>;
