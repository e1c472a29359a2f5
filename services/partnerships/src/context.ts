import { type Clock, combineLoaders, isAllowed, loaderPerArguments, type SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { PartnershipsSettings } from './environment';
import { createExportLoaders } from './export/export.loader';
import { ExportJobCommands } from './export/job/export-job.commands';
import { ExportJob } from './export/job/export-job.entity';
import { createExportLinks } from './export/job/export-links';
import { FactCommands } from './fact/command/fact.commands';
import { FactStore } from './fact/fact.store';
import { createFactLogLoaders } from './fact/log/fact-log.loader';
import { createComparisonLoaders } from './fact/comparison/comparison.loader';
import { createContradictionLoaders } from './fact/contradiction/contradiction.loader';
import { createFacetLoaders } from './fact/facets/fact-facet.loader';
import { createGroupLoaders } from './fact/groups/fact-group.loader';
import { createTimelineLoaders } from './fact/timeline/timeline.loader';
import { createFactTimesLoaders } from './fact/times/fact-times.loader';
import { createTargetLoaders } from './fact/progress/target-progress.loader';
import { createFactLoaders } from './fact/read/fact.loader';
import { createOrganisationLoaders } from './organisation/organisation.loader';
import { OrganisationStore } from './organisation/organisation.store';
import { createPartnerLoaders } from './organisation/partner.loader';
import { createNetworkLoaders } from './network/network.loader';
import { createNodeLoader } from './node/node.loader';
import { createParticipationLoaders } from './participation/participation.loader';
import { ParticipationStore } from './participation/participation.store';
import { createPartnershipLoaders } from './partnership/partnership.loader';
import { PartnershipStore } from './partnership/partnership.store';
import { createPersonLoaders } from './person/person.loader';
import { PersonStore } from './person/person.store';
import { createProgrammeLoaders } from './programme/programme.loader';
import { ProgrammeStore } from './programme/programme.store';
import { createPostLoaders } from './projection/post.loader';
import { PostStore } from './projection/post.store';
import { createPropertyLoaders } from './property/property.loader';
import { PropertyStore } from './property/property.store';
import { createSourceLoaders } from './source/source.loader';
import { VocabularyCommands } from './property/vocabulary.commands';
import { SourceStore } from './source/source.store';
import { createDuplicateLoaders } from './subject/duplicate/duplicate.loader';
import { DuplicateStore } from './subject/duplicate/duplicate.store';
import { createIdentityLoaders } from './subject/merge/identity.loader';
import { MergeStore } from './subject/merge/merge.store';
import { SubjectStore } from './subject/subject.store';
import { createSubjectLoaders } from './subject/subject.loader';
import { DocumentSubjectStore } from './subject/identity/document-subject.store';
import { managerAt } from './time/manager-at';
import { asOf, type Moment, NOW, readMoment } from './time/moment';
import { readStamps } from './time/read-stamps';
import type { AsOf } from './time/moment.types';
import { sourcesVisibleTo, type Visible } from './visibility/source.visibility';

/** Every read of an operation. They return only what `visible` allows. */
const createLoaders = (db: EntityManager, visible: Visible, moment: Moment, clock: Clock) => {
  const identities = createIdentityLoaders(db);
  const subjects = combineLoaders(
    createOrganisationLoaders(db, visible, identities),
    createPersonLoaders(db, visible),
    createProgrammeLoaders(db, visible),
    createPartnershipLoaders(db, visible),
  );
  const basic = combineLoaders(
    subjects,
    identities,
    createPropertyLoaders(db),
    createPostLoaders(db, visible),
    createSubjectLoaders(subjects),
  );
  const facts = createFactLoaders(db, visible, asOf(moment), basic);
  const known = combineLoaders(basic, facts, createSourceLoaders(db, visible, facts));
  const network = createNetworkLoaders(db, visible, moment, known);
  return combineLoaders(
    known,
    createFactLogLoaders(db, known),
    createComparisonLoaders(db, visible, moment, known),
    createContradictionLoaders(db, visible, moment, known),
    createExportLoaders(db, visible, moment, combineLoaders(facts, network)),
    network,
    createDuplicateLoaders(db, visible),
    createFacetLoaders(db, visible, moment, known),
    createGroupLoaders(db, visible, moment, known),
    createFactTimesLoaders(db, visible, known),
    createTimelineLoaders(db, visible, moment, known),
    createTargetLoaders(db, visible, moment, { loaders: known, clock }),
    createNodeLoader(known),
    createPartnerLoaders(db, visible, subjects),
    createParticipationLoaders(db, visible),
  );
};

/** The loaders and stores of one operation, bound to `db`: the connection pool or a transaction. */
export const createContext = (
  db: EntityManager,
  { identity, clock }: SubgraphRequest,
  { publicUrl, dataLicence }: PartnershipsSettings,
) => {
  const visible = sourcesVisibleTo(identity);
  const loaders = createLoaders(db, visible, NOW, clock);
  const loadersOf = loaderPerArguments((moment: Moment) =>
    createLoaders(managerAt(db, moment), visible, moment, clock),
  );
  const loadersAt = async (at: AsOf): Promise<PartnershipsLoaders> => loadersOf(await readMoment(db, at));
  const properties = new PropertyStore(db, loaders);
  const facts = new FactStore(db, clock, loaders);
  return {
    identity,
    /** What is so now. Resolvers take `@Loaders()` instead, which obeys `at`. */
    loaders,
    /** What was so at a moment. Rejects with BAD_USER_INPUT if it is in the future. */
    loadersAt,
    exportJobs: new ExportJobCommands(db, clock, identity, loadersAt),
    exportLinks: createExportLinks(clock, publicUrl),
    /** What may be done with exported data. Null: not stated. */
    dataLicence,
    /** An export of the caller, or null. */
    exportOfCaller: async (id: string): Promise<ExportJob | null> =>
      identity.memberId === null || !isAllowed(identity, 'EXPORT')
        ? null
        : db.findOneBy(ExportJob, { id, memberId: identity.memberId }),
    /** The stamps of the last changes. */
    readStamps: () => readStamps(db),
    /** Of each field with an argument `at`, by its path. */
    loadersByPath: new WeakMap<object, PartnershipsLoaders>(),
    organisations: new OrganisationStore(db, clock),
    people: new PersonStore(db, clock),
    programmes: new ProgrammeStore(db, clock, loaders),
    partnerships: new PartnershipStore(db, clock),
    participations: new ParticipationStore(db, clock),
    posts: new PostStore(db, clock),
    properties,
    vocabulary: new VocabularyCommands(identity, properties, loaders),
    sources: new SourceStore(db, clock),
    facts,
    factCommands: new FactCommands(identity, facts, loaders),
    documentSubjects: new DocumentSubjectStore(db),
    subjects: new SubjectStore(db, clock),
    merges: new MergeStore(db, clock),
    duplicates: new DuplicateStore(db, clock),
  };
};

export type PartnershipsLoaders = ReturnType<typeof createLoaders>;

export type PartnershipsContext = ReturnType<typeof createContext>;
