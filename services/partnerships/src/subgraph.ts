import { defineSubgraph } from '@wizness/kernel';
import type { GraphQLSchema } from 'graphql';
import { createContext, type PartnershipsContext } from './context';
import { partnershipsSettings, type PartnershipsSettings } from './environment';
import { exportProcedures } from './export/export.procedures';
import { exportTypesOf } from './export/export-types';
import { DataIssueResolver, FactResolver } from './fact/fact.resolver';
import { EnumLabelsResolver } from './enum-labels/enum-labels.resolver';
import { ComparisonResolver } from './fact/comparison/comparison.resolver';
import { ContradictionResolver } from './fact/contradiction/contradiction.resolver';
import { FactFacetResolver } from './fact/facets/fact-facet.resolver';
import { FactExclusionResolver, FactGroupResolver, GroupKeyResolver } from './fact/groups/fact-group.resolver';
import { SubjectTimelineResolver, TimelineResolver } from './fact/timeline/timeline.resolver';
import { FactTimesResolver, SubjectFactTimesResolver } from './fact/times/fact-times.resolver';
import { ProgrammeProgressResolver, TargetProgressResolver } from './fact/progress/target-progress.resolver';
import { ExportJobResolver } from './export/job/export-job.resolver';
import { exportHandlers } from './export/job/write-export';
import { FactCommandsResolver } from './fact/command/fact-commands.resolver';
import { FactEventResolver } from './fact/log/fact-log.resolver';
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
import { NetworkEdgeResolver, NetworkNodeResolver, NetworkPathResolver } from './network/network.resolver';
import { leftOutHandler } from './fact/groups/left-out.job';
import { layoutHandler } from './network/layout/layout.job';
import {
  ClaimReportResolver,
  ClaimsReportResolver,
  IdentityMatchResolver,
  ImportClaimsResolver,
} from './import/import-claims.resolver';
import { NodeResolver } from './node/node.resolver';
import { Participation } from './participation/participation.entity';
import { ParticipationResolver } from './participation/participation.resolver';
import { Partnership } from './partnership/partnership.entity';
import { PartnershipResolver } from './partnership/partnership.resolver';
import { Affiliation } from './person/affiliation.entity';
import { Person } from './person/person.entity';
import { AffiliationResolver, PersonResolver } from './person/person.resolver';
import { postConsumer } from './projection/post.consumer';
import { topicConsumer } from './projection/topic.consumer';
import { OrderedItem } from './programme/ordered-item.entity';
import { Programme } from './programme/programme.entity';
import { OrderedItemResolver, ProgrammeResolver } from './programme/programme.resolver';
import { FactProperty } from './property/property.entity';
import { FactPropertyResolver, UnitResolver } from './property/property.resolver';
import { Unit } from './property/property.types';
import {
  CommentReference,
  EventSeriesReference,
  MemberReference,
  PostReference,
  RatingReference,
  TopicReference,
} from './references';
import { Citation } from './source/citation.entity';
import { Source } from './source/source.entity';
import { CitationResolver, NameSourcesResolver, PostFactsResolver, SourceResolver } from './source/source.resolver';
import { storage } from './storage';
import { SubjectCommandsResolver } from './subject/command/subject-commands.resolver';
import { DuplicateCandidateResolver, DuplicateReasonResolver } from './subject/duplicate/duplicate.resolver';
import { MergeResolver } from './subject/merge/merge.resolver';
import { FactSubjectResolver } from './subject/subject.resolver';
import { Dimension } from './subject/subject.types';

export const partnerships = defineSubgraph<PartnershipsContext, PartnershipsSettings>({
  name: 'partnerships',
  settings: partnershipsSettings,
  resolvers: [
    AffiliationResolver,
    CitationResolver,
    ClaimReportResolver,
    ClaimsReportResolver,
    ComparisonResolver,
    ContradictionResolver,
    DataIssueResolver,
    DuplicateCandidateResolver,
    DuplicateReasonResolver,
    EntityValueResolver,
    EnumLabelsResolver,
    ExportJobResolver,
    FactCommandsResolver,
    FactEventResolver,
    FactExclusionResolver,
    FactFacetResolver,
    FactGroupResolver,
    FactPropertyResolver,
    FactResolver,
    FactSubjectResolver,
    FactTimesResolver,
    GroupKeyResolver,
    IdentityMatchResolver,
    ImportClaimsResolver,
    MergeResolver,
    NameSourcesResolver,
    NetworkEdgeResolver,
    NetworkNodeResolver,
    NetworkPathResolver,
    NodeResolver,
    OrderedItemResolver,
    OrganisationFoundedResolver,
    OrganisationResolver,
    ParticipationResolver,
    PartnershipResolver,
    PersonResolver,
    PostFactsResolver,
    ProgrammeLaunchedResolver,
    ProgrammeProgressResolver,
    ProgrammeResolver,
    QuantityValueResolver,
    SourceResolver,
    SubjectCommandsResolver,
    SubjectFactTimesResolver,
    SubjectFactsResolver,
    TargetProgressResolver,
    TextValueResolver,
    TimelineResolver,
    SubjectTimelineResolver,
    UnitResolver,
  ],
  types: [
    Affiliation,
    BooleanValue,
    Citation,
    CommentReference,
    DateValue,
    Dimension,
    EntityValue,
    EventSeriesReference,
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
    RatingReference,
    Source,
    TextValue,
    TopicReference,
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
  consumers: [postConsumer, topicConsumer, eraseMember],
  jobs: (settings) => [...exportHandlers(settings), layoutHandler(settings), leftOutHandler],
  personalData,
  procedures: (running, clock) => exportProcedures(running, clock, () => exportTypesOf(schema())),
  createContext,
});

/** Parameters of exports are read as types of the schema. */
function schema(): GraphQLSchema {
  return partnerships.schema;
}
