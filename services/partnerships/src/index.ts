export { partnerships } from './subgraph';
export type { PartnershipsContext } from './context';
export { NameKind, OrganisationKind } from './organisation/organisation.enums';
export type {
  NewIdentifier,
  NewName,
  NewOrganisation,
  RegisteredOrganisation,
} from './organisation/new-organisation';
export { ParticipationRole } from './participation/participation.enums';
export type { NewParticipation } from './participation/participation.store';
export type { RegisteredPost } from './projection/post.store';
export { PartnershipKind } from './partnership/partnership.enums';
export type { NewPartnership } from './partnership/register-partnership';
export { RoleCode } from './person/person.enums';
export type { NewAffiliation } from './person/person.store';
export type { NewPerson } from './person/register-person';
export { OrderedItemKind, ProgrammeStatus } from './programme/programme.enums';
export type { NewOrderedItem } from './programme/register-item';
export type { NewProgramme } from './programme/new-programme';
export type { Difference, MergeResult } from './subject/merge-result';
export { CitationLocator, type Spans } from './claims/read/citation-locator';
export { type ClaimProblem, ClaimsError, ClaimProblems, InvalidClaim } from './claims/file/claims-error';
export type { ClaimedCitation, ClaimedPassage, ClaimedWrittenText } from './claims/file/citation.schema';
export {
  type ClaimsFile,
  claimsJsonSchema,
  parseClaimsFile,
  parseReadableClaims,
} from './claims/file/claims-file.schema';
export type { ClaimedEvent, ClaimedMention, ClaimedSeries } from './claims/file/content.schema';
export { isSubjectId } from './claims/file/identity.schema';
export { importClaims } from './claims/claims.commands';
export type { ClaimsImport } from './claims/file/claims-import';
export type { ImportedClaims, ImportedMatch, ImportedStatement, ImportedSubject } from './claims/write/imported-claims';
export { dateText, valueText } from './import/statement-text';
export { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from './fact/fact.enums';
export type { RecordedFact, RecordOutcome } from './fact/record/record-facts';
export { InvalidFact, type NewFact, type NewFactValue } from './fact/record/new-fact';
export { InvalidProperty, type NewProperty, type Vocabulary } from './property/property.store';
export { DigestMismatch } from './source/source.store';
export { DataIssueCode } from './parsing/issue';
export { ValueReader } from './claims/read/value-reader';
export { repairCurrentFacts } from './fact/current/repair-current-facts';
export { decideLeftOut } from './fact/groups/decide-left-out';
export { fillVersions } from './time/fill-versions';
export { repairRelations } from './network/repair-relations';
export { repairFactVisibility } from './visibility/repair-fact-visibility';
