import type { SubgraphRequest } from '@wizness/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { ClaimsService } from './claims/claims.service';
import { createFactLoaders } from './fact/fact.loader';
import { FactService } from './fact/fact.service';
import { createOrganisationLoaders } from './organisation/organisation.loader';
import { OrganisationService } from './organisation/organisation.service';
import { createParticipationLoaders } from './participation/participation.loader';
import { ParticipationService } from './participation/participation.service';
import { createPartnershipLoaders } from './partnership/partnership.loader';
import { PartnershipService } from './partnership/partnership.service';
import { createPersonLoaders } from './person/person.loader';
import { PersonService } from './person/person.service';
import { createProgrammeLoaders } from './programme/programme.loader';
import { ProgrammeService } from './programme/programme.service';
import { createPropertyLoaders } from './property/property.loader';
import { PropertyService } from './property/property.service';
import { createSourceLoaders } from './source/source.loader';
import { SourceService } from './source/source.service';
import { createSubjectLoaders } from './subject/subject.loader';

const createLoaders = (db: EntityManager) => {
  const subjects = {
    ...createOrganisationLoaders(db),
    ...createPersonLoaders(db),
    ...createProgrammeLoaders(db),
    ...createPartnershipLoaders(db),
  };
  const facts = createFactLoaders(db);
  return {
    ...subjects,
    ...facts,
    ...createSubjectLoaders(subjects),
    ...createParticipationLoaders(db),
    ...createPropertyLoaders(db),
    ...createSourceLoaders(db, facts),
  };
};

export type PartnershipsLoaders = ReturnType<typeof createLoaders>;

const createParts = (db: EntityManager, { identity, clock }: SubgraphRequest) => {
  const loaders = createLoaders(db);
  return {
    identity,
    loaders,
    organisations: new OrganisationService(db, clock, loaders),
    people: new PersonService(db, clock),
    programmes: new ProgrammeService(db, clock, loaders),
    partnerships: new PartnershipService(db, clock),
    participations: new ParticipationService(db),
    properties: new PropertyService(db, loaders),
    sources: new SourceService(db, clock),
    facts: new FactService(db, clock, loaders),
  };
};

/** All that one operation uses in this service. */
export type PartnershipsContext = ReturnType<typeof createParts> & {
  readonly claims: ClaimsService;
  /**
   * Runs `work` in one transaction, with a context of its own whose services and loaders are inside it. A fault undoes
   * all of it. What this context's loaders have read before, they do not read again.
   */
  inTransaction<Result>(work: (context: PartnershipsContext) => Promise<Result>): Promise<Result>;
};

const createContextOver = (db: EntityManager, request: SubgraphRequest): PartnershipsContext => {
  const inTransaction: PartnershipsContext['inTransaction'] = (work) =>
    db.transaction((tx) => work(createContextOver(tx, request)));
  return { ...createParts(db, request), claims: new ClaimsService(inTransaction), inTransaction };
};

export const createContext = (db: DataSource, request: SubgraphRequest): PartnershipsContext =>
  createContextOver(db.manager, request);
