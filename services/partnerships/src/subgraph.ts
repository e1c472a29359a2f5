import { defineSubgraph } from '@wizness/kernel';
import { createContext, type PartnershipsContext } from './context';
import { FactResolver } from './fact/fact.resolver';
import { Fact } from './fact/fact.entity';
import { FactConnection } from './fact/fact.types';
import { EntityValueResolver, QuantityValueResolver, TextValueResolver } from './fact/value/fact-value.resolver';
import { BooleanValue, DateValue, EntityValue, QuantityValue, TextValue } from './fact/value/fact-value.types';
import {
  OrganisationFoundedResolver,
  ProgrammeLaunchedResolver,
  SubjectFactsResolver,
} from './fact/read/subject-facts.resolver';
import { eraseMember } from './privacy/erase-member';
import { personalData } from './privacy/personal-data';
import { Identifier } from './organisation/identifier/identifier.entity';
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
import { postConsumer } from './projection/post.consumer';
import { OrderedItem } from './programme/ordered-item.entity';
import { Programme } from './programme/programme.entity';
import { OrderedItemResolver, ProgrammeResolver } from './programme/programme.resolver';
import { FactProperty } from './property/property.entity';
import { FactPropertyResolver, UnitResolver } from './property/property.resolver';
import { Unit } from './property/property.types';
import { MemberReference, PostReference } from './references';
import { Citation } from './source/citation.entity';
import { Source } from './source/source.entity';
import { CitationResolver, NameSourcesResolver, PostFactsResolver, SourceResolver } from './source/source.resolver';
import { storage } from './storage';
import { FactSubjectResolver } from './subject/subject.resolver';
import { Dimension } from './subject/subject.types';

export const partnerships = defineSubgraph<PartnershipsContext>({
  name: 'partnerships',
  resolvers: [
    AffiliationResolver,
    CitationResolver,
    EntityValueResolver,
    FactPropertyResolver,
    FactResolver,
    FactSubjectResolver,
    NameSourcesResolver,
    OrderedItemResolver,
    OrganisationFoundedResolver,
    OrganisationResolver,
    ParticipationResolver,
    PartnershipResolver,
    PersonResolver,
    PostFactsResolver,
    ProgrammeLaunchedResolver,
    ProgrammeResolver,
    QuantityValueResolver,
    SourceResolver,
    SubjectFactsResolver,
    TextValueResolver,
    UnitResolver,
  ],
  types: [
    Affiliation,
    BooleanValue,
    Citation,
    DateValue,
    Dimension,
    EntityValue,
    Fact,
    FactConnection,
    FactProperty,
    Identifier,
    MemberReference,
    OrderedItem,
    Organisation,
    OrganisationName,
    Participation,
    Partnership,
    Person,
    PostReference,
    Programme,
    QuantityValue,
    Source,
    TextValue,
    Unit,
  ],
  references: {
    Fact: ({ id }, { loaders }) => loaders.factById.load(id ?? ''),
    Organisation: ({ id }, { loaders }) => loaders.organisationById.load(id ?? ''),
    Partnership: ({ id }, { loaders }) => loaders.partnershipById.load(id ?? ''),
    Person: ({ id }, { loaders }) => loaders.personById.load(id ?? ''),
    Post: ({ id }, { loaders }) => loaders.postById.load(id ?? ''),
    Programme: ({ id }, { loaders }) => loaders.programmeById.load(id ?? ''),
    Source: ({ id }, { loaders }) => loaders.sourceById.load(id ?? ''),
  },
  storage,
  consumers: [postConsumer, eraseMember],
  personalData,
  createContext,
});
