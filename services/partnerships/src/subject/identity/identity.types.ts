import type { MergeResult } from '../merge-result';

/** How a subject was identified. FOLDED_NAME and SHORT_NAME are for a person to check. */
export type IdentityRule =
  /** A person decided that it is this one. */
  | 'SAME_AS'
  /** A person decided that it is none of those with its name, so it is a new one. */
  | 'DISTINCT_FROM'
  /** The same entry of the same document was this subject before. */
  | 'SAME_ENTRY'
  | 'IDENTIFIER'
  /** A name is equal to the letter. */
  | 'LITERAL_NAME'
  /** A name is equal after folding: case, accents, apostrophes, conjunctions. */
  | 'FOLDED_NAME'
  /** Only a short name or an alias is equal, and one of the two has no official name. */
  | 'SHORT_NAME'
  | 'NEW';

/** The rules that compare names. */
export type NameRule = Extract<IdentityRule, 'LITERAL_NAME' | 'FOLDED_NAME' | 'SHORT_NAME'>;

/** Why two subjects may be one (`SAME_…`, `SIMILAR_…`, `SHARED_…`), or not (`OTHER_…`). New codes may be added. */
export interface DuplicateReason {
  readonly code:
    | 'SAME_NAME'
    | 'SIMILAR_NAME'
    | 'SHARED_PERSON'
    | 'SHARED_LINK'
    | 'SHARED_HOMEPAGE'
    | 'SAME_SHORT_NAME'
    | 'OTHER_IDENTIFIER'
    | 'OTHER_NAME'
    | 'OTHER_COUNTRY'
    | 'OTHER_ORGANISATION'
    | 'OTHER_PARENT'
    | 'OTHER_PARTNERSHIP';
  /** The name or number that it is about. Null: the code says it all. */
  readonly words: string | null;
}

/** An existing subject that shares a name with the given one. */
export interface NamedCandidate {
  readonly id: string;
  readonly rule: NameRule;
  /** The shared name, as the existing subject has it. */
  readonly sharedName: string;
  /** Whether more than the name is equal, such as an employer. */
  readonly isSupported: boolean;
  /** What speaks against their being one. */
  readonly against: readonly DuplicateReason[];
}

/** Decisions about the identity of a subject that is registered. */
export interface IdentityHints {
  /** Id of the existing subject that it is, by decision of a person. */
  readonly sameAsId?: string | null;
  /** Ids of existing subjects that it is not, by decision of a person. */
  readonly distinctFromIds?: readonly string[];
  /** Id of the subject that the same entry of the same document was before. */
  readonly previousId?: string | null;
}

/** Another subject with a shared name, kept apart. */
export interface Homonym {
  readonly id: string;
  /** The strongest first. */
  readonly reasons: readonly DuplicateReason[];
  /** Whether a person decided that they are two. */
  readonly isDecided: boolean;
}

export interface Identity {
  /** Null for a new subject. */
  readonly id: string | null;
  readonly rule: IdentityRule;
  readonly homonyms: readonly Homonym[];
}

/** The outcome of a registration, with how the subject was identified. */
export interface RegisteredSubject extends MergeResult {
  readonly rule: IdentityRule;
  readonly homonyms: readonly Homonym[];
}
