import { defineSubgraph } from '@wizness/kernel';
import { createContext, type PartnershipsContext } from './context';
import { Identifier } from './organisation/identifier.entity';
import { Organisation } from './organisation/organisation.entity';
import { OrganisationResolver } from './organisation/organisation.resolver';
import { OrganisationName } from './organisation/organisation-name.entity';
import { Participation } from './participation/participation.entity';
import { ParticipationResolver } from './participation/participation.resolver';
import { Partnership } from './partnership/partnership.entity';
import { PartnershipResolver } from './partnership/partnership.resolver';
import { Affiliation } from './person/affiliation.entity';
import { Person } from './person/person.entity';
import { AffiliationResolver, PersonResolver } from './person/person.resolver';
import { OrderedItem } from './programme/ordered-item.entity';
import { Programme } from './programme/programme.entity';
import { OrderedItemResolver, ProgrammeResolver } from './programme/programme.resolver';
import { storage } from './storage';
import { FactSubjectResolver } from './subject/subject.resolver';
import { Dimension } from './subject/subject.types';

export const partnerships = defineSubgraph<PartnershipsContext>({
  name: 'partnerships',
  resolvers: [
    AffiliationResolver,
    FactSubjectResolver,
    OrderedItemResolver,
    OrganisationResolver,
    ParticipationResolver,
    PartnershipResolver,
    PersonResolver,
    ProgrammeResolver,
  ],
  types: [
    Affiliation,
    Dimension,
    Identifier,
    OrderedItem,
    Organisation,
    OrganisationName,
    Participation,
    Partnership,
    Person,
    Programme,
  ],
  references: {
    Organisation: ({ id }, { loaders }) => loaders.organisationById.load(id ?? ''),
    Partnership: ({ id }, { loaders }) => loaders.partnershipById.load(id ?? ''),
    Person: ({ id }, { loaders }) => loaders.personById.load(id ?? ''),
    Programme: ({ id }, { loaders }) => loaders.programmeById.load(id ?? ''),
  },
  storage,
  createContext,
});
