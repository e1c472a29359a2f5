import type { DataIssueCode } from '../../parsing/issue';
import type { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from '../../fact/fact.enums';
import type { NameKind, OrganisationKind } from '../../organisation/organisation.enums';
import type { ParticipationRole } from '../../participation/participation.enums';
import type { PartnershipKind } from '../../partnership/partnership.enums';
import type { RoleCode } from '../../person/person.enums';
import type { ProgrammeStatus } from '../../programme/programme.enums';
import type { SourceKind } from '../../source/source.enums';

/**
 * A claims file, as far as this service reads it: `schema/claims.schema.json` describes it, and whoever calls the import
 * has validated it. Topics, series, events and mentions in it are for content.
 */
export type ClaimsFile = {
  readonly document: { readonly source: ClaimedSource };
  readonly sources?: readonly ClaimedPublication[];
  readonly organisations?: readonly ClaimedOrganisation[];
  readonly people?: readonly ClaimedPerson[];
  readonly partnerships?: readonly ClaimedPartnership[];
  readonly programmes?: readonly ClaimedProgramme[];
  readonly claims: readonly Claim[];
};

export type ClaimedSource = {
  readonly kind: `${SourceKind}`;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published: string | null;
  readonly originKey: string;
};

export type ClaimedPublication = ClaimedSource & {
  readonly key: string;
  readonly title: string;
  readonly lang?: string;
};

/** A place in the document that says so. */
export type ClaimedCitation = {
  /** Verbatim, or `#NAME` of a span. */
  readonly quote: string;
  readonly occurrence?: number;
  /** Key of the publication on which the document reports with these words. */
  readonly source?: string;
  readonly originKey?: string;
};

export type ClaimedOrganisation = {
  readonly key: string;
  readonly kind: `${OrganisationKind}`;
  readonly names: readonly ClaimedName[];
  readonly homepage?: string | null;
  readonly country?: string | null;
  readonly parent?: string | null;
  readonly identifiers?: readonly { readonly scheme: string; readonly value: string; readonly uri: string | null }[];
};

export type ClaimedName = Partial<ClaimedCitation> & {
  readonly value: string;
  readonly kind: `${NameKind}`;
  readonly lang?: string;
  readonly since?: string | null;
  readonly until?: string | null;
};

export type ClaimedPerson = {
  readonly key: string;
  readonly name: string;
  readonly shortNames?: readonly string[];
  readonly affiliations: readonly ClaimedAffiliation[];
};

/** What review says of any statement. */
type Reviewed = {
  readonly confidence?: `${Confidence}`;
  readonly rank?: `${FactRank}`;
  readonly status?: `${FactStatus}`;
  readonly issues?: readonly { readonly code: `${DataIssueCode}`; readonly message: string }[];
  readonly contradicts?: readonly ClaimedContradiction[];
  readonly alsoCited?: readonly ClaimedCitation[];
};

export type ClaimedContradiction = {
  readonly subject: string;
  readonly property: string;
  readonly roleCode?: `${RoleCode}`;
};

export type ClaimedAffiliation = ClaimedCitation &
  Reviewed & {
    readonly organisation: string;
    readonly role: string;
    readonly roleCode: `${RoleCode}`;
    readonly since?: string | null;
    readonly until?: string | null;
  };

export type ClaimedPartnership = Partial<ClaimedCitation> & {
  readonly key: string;
  readonly name: string;
  readonly kind: `${PartnershipKind}`;
  readonly theme: string | null;
  readonly participations: readonly ClaimedParticipation[];
};

export type ClaimedParticipation = ClaimedCitation &
  Reviewed & {
    readonly organisation: string;
    readonly role: `${ParticipationRole}`;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly since?: string | null;
    readonly until?: string | null;
  };

export type ClaimedProgramme = Partial<ClaimedCitation> & {
  readonly key: string;
  readonly names: readonly string[];
  readonly parent: string | null;
  readonly partnership: string | null;
  readonly status: `${ProgrammeStatus}`;
  readonly participations: readonly ClaimedParticipation[];
  readonly axes: readonly ClaimedItem[];
  readonly criteria: readonly ClaimedItem[];
};

export type ClaimedItem = ClaimedCitation & {
  readonly key?: string;
  readonly position: number;
  readonly text: string;
  readonly inferred: boolean;
  readonly satisfiedBy?: readonly string[];
};

export type Claim = ClaimedCitation &
  Reviewed & {
    readonly key: string;
    readonly subject: string;
    readonly property: string;
    readonly measure: `${FactMeasure}`;
    readonly value?: ClaimedValue;
    readonly presence: `${ValuePresence}`;
    readonly due?: string | null;
    readonly from?: string | null;
    readonly to?: string | null;
    readonly country?: string | null;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly derivedFrom?: readonly string[];
    readonly lists?: { readonly declared: number; readonly items: readonly string[] };
  };

export type ClaimedValue =
  | { readonly quantity: string; readonly unit: string }
  | { readonly date: string }
  | { readonly text?: string; readonly quoted: boolean; readonly saidBy?: string | null }
  | { readonly entity: string }
  | { readonly boolean: boolean };
