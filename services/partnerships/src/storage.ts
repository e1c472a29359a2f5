import { Checkpoint, ErasedMember, IdempotencyKey, Job, LoggedEvent, type Storage } from '@wizness/kernel';
import { CurrentFact } from './fact/current/current-fact.entity';
import { Fact } from './fact/fact.entity';
import { FactContradiction } from './fact/contradiction/fact-contradiction.entity';
import { migrations } from './migrations';
import { Identifier } from './organisation/identifier/identifier.entity';
import { Identity } from './subject/merge/identity.entity';
import { Merge } from './subject/merge/merge.entity';
import { NetworkLayout } from './network/layout/network-layout.entity';
import { Relation } from './network/relation.entity';
import { Organisation } from './organisation/organisation.entity';
import { OrganisationName } from './organisation/organisation-name.entity';
import { Partner } from './organisation/partner.entity';
import { Participation } from './participation/participation.entity';
import { Partnership } from './partnership/partnership.entity';
import { Affiliation } from './person/affiliation.entity';
import { Person } from './person/person.entity';
import { PostAudience } from './projection/post-audience.entity';
import { KnownTopic, PostTopic } from './projection/post-topic.entity';
import { OrderedItem } from './programme/ordered-item.entity';
import { Programme } from './programme/programme.entity';
import { ProgrammeName } from './programme/programme-name.entity';
import { ExportJob } from './export/job/export-job.entity';
import { FactProperty } from './property/property.entity';
import { UnitRow } from './property/unit.entity';
import { DuplicateCandidate } from './subject/identity/duplicate-candidate.entity';
import { DocumentSubject } from './subject/identity/document-subject.entity';
import { Citation } from './source/citation.entity';
import { PAST } from './time/past-views';
import { SubjectChange } from './subject/subject-change.entity';
import { CitedFact } from './visibility/cited-fact.entity';
import { Source } from './source/source.entity';

export const storage: Storage = {
  schema: 'partnerships',
  viewSchema: PAST,
  extensions: ['pg_trgm'],
  entities: [
    Affiliation,
    Checkpoint,
    Citation,
    CitedFact,
    CurrentFact,
    DocumentSubject,
    DuplicateCandidate,
    ErasedMember,
    ExportJob,
    Fact,
    FactContradiction,
    FactProperty,
    IdempotencyKey,
    Identifier,
    Job,
    LoggedEvent,
    Identity,
    Merge,
    NetworkLayout,
    OrderedItem,
    Organisation,
    OrganisationName,
    Participation,
    Partner,
    Partnership,
    Person,
    KnownTopic,
    PostAudience,
    PostTopic,
    Programme,
    ProgrammeName,
    Relation,
    Source,
    SubjectChange,
    UnitRow,
  ],
  migrations,
};
