import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { ClaimsService } from './claims/write/claims.store';
import { createFactLoaders } from './fact/read/fact.loader';
import { FactService } from './fact/fact.store';
import { createOrganisationLoaders } from './organisation/organisation.loader';
import { OrganisationService } from './organisation/organisation.store';
import { createParticipationLoaders } from './participation/participation.loader';
import { ParticipationService } from './participation/participation.store';
import { createPartnershipLoaders } from './partnership/partnership.loader';
import { PartnershipService } from './partnership/partnership.store';
import { createPersonLoaders } from './person/person.loader';
import { PersonService } from './person/person.store';
import { createPostLoaders } from './projection/post.loader';
import { PostService } from './projection/post.store';
import { createProgrammeLoaders } from './programme/programme.loader';
import { ProgrammeService } from './programme/programme.store';
import { createPropertyLoaders } from './property/property.loader';
import { PropertyService } from './property/property.store';
import { createSourceLoaders } from './source/source.loader';
import { SourceService } from './source/source.store';
import { sourcesVisibleTo, type Visible } from './visibility/source.visibility';
import { createSubjectLoaders } from './subject/subject.loader';

const createLoaders = (db: EntityManager, visible: Visible) => {
  const subjects = {
    ...createOrganisationLoaders(db, visible),
    ...createPersonLoaders(db, visible),
    ...createProgrammeLoaders(db, visible),
    ...createPartnershipLoaders(db),
  };
  const facts = createFactLoaders(db, visible);
  return {
    ...subjects,
    ...facts,
    ...createSubjectLoaders(subjects),
    ...createParticipationLoaders(db, visible),
    ...createPostLoaders(db, visible),
    ...createPropertyLoaders(db),
    ...createSourceLoaders(db, visible, facts),
  };
};

export type PartnershipsLoaders = ReturnType<typeof createLoaders>;

/** What the verbs of this service are made of. */
const createVerbs = (db: EntityManager, { identity, clock }: SubgraphRequest) => {
  const visible = sourcesVisibleTo(identity);
  const loaders = createLoaders(db, visible);
  return {
    identity,
    loaders,
    organisations: new OrganisationService(db, clock, loaders, visible),
    people: new PersonService(db, clock),
    programmes: new ProgrammeService(db, clock, loaders),
    partnerships: new PartnershipService(db, clock),
    participations: new ParticipationService(db),
    posts: new PostService(db),
    properties: new PropertyService(db, loaders),
    sources: new SourceService(db, clock),
    facts: new FactService(db, clock, loaders, visible),
  };
};

export type PartnershipsVerbs = ReturnType<typeof createVerbs>;

/** All that one operation uses in this service. */
export const createContext = (db: EntityManager, request: SubgraphRequest) => ({
  ...createVerbs(db, request),
  claims: new ClaimsService((work) => db.transaction((tx) => work(createVerbs(tx, request)))),
});

export type PartnershipsContext = ReturnType<typeof createContext>;
