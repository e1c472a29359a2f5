import type { FuzzyDate } from '@wizness/kernel';
import type { IdentityHints, RegisteredSubject } from '../subject/identity/identity.types';
import type { NameKind, OrganisationKind } from './organisation.enums';

export interface NewName {
  readonly value: string;
  readonly kind: NameKind;
  /** BCP 47; null when the name is the same in all languages. */
  readonly lang?: string | null;
  readonly since?: FuzzyDate | null;
  readonly until?: FuzzyDate | null;
}

/** An identifier in a public register. */
export interface NewIdentifier {
  /** The register: `wikidata`, `siren`, `rna`. Other spellings, such as FR-SIREN, are normalised. */
  readonly scheme: string;
  readonly value: string;
  readonly uri?: string | null;
}

export interface NewOrganisation {
  readonly kind: OrganisationKind;
  /** At least one. */
  readonly names: readonly NewName[];
  readonly homepage?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  readonly parentId?: string | null;
  readonly identifiers?: readonly NewIdentifier[];
  /** Decisions about which organisation it is. */
  readonly identity?: IdentityHints;
}

export interface RegisteredOrganisation extends RegisteredSubject {
  /** Ids of the rows of the given names, in the order given. */
  readonly nameIds: readonly string[];
}
