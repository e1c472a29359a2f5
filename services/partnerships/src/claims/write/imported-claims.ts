import type { RecordOutcome } from '../../fact/record/record-facts';
import type { ClaimProblem } from '../file/claims-error';
import type { ParsedFact } from '../read/parsed-fact';
import type { Homonym, IdentityRule } from '../../subject/identity/identity.types';
import type { Difference } from '../../subject/merge-result';

/** RETRACTED: an earlier import of the document stated the claim, and this one does not. */
export type ClaimOutcome = RecordOutcome | 'RETRACTED';

export interface ImportedSubject {
  readonly id: string;
  readonly created: boolean;
  readonly names: readonly string[];
  /** Short forms that refer to the subject in this document only. */
  readonly shortNames: readonly string[];
}

/** A field whose stored value was kept although the file gives another one. */
export interface ImportedDifference extends Difference {
  /** Key of the subject in the file. */
  readonly key: string;
}

/** How an entry of the file was identified. */
export interface ImportedMatch {
  /** Key of the subject in the file. */
  readonly key: string;
  readonly id: string;
  /** Its first name in the file. */
  readonly name: string;
  readonly rule: IdentityRule;
  /** Others with the same name, from which it was kept apart. */
  readonly homonyms: readonly Homonym[];
}

/** A statement as it was read, and what became of it. Subjects are keys of the file. */
export type ImportedStatement = ParsedFact & { readonly outcome: RecordOutcome };

/** Result of an import. */
export interface ImportedClaims {
  readonly source: { readonly id: string; readonly outcome: 'CREATED' | 'UNCHANGED' | 'REVISED' };
  /** By key of the organisation, person, partnership or programme in the file. */
  readonly subjects: Readonly<Record<string, ImportedSubject>>;
  /** Id of the fact by key of the claim. Entries without a key get one such as `affiliation/ada/acme/CEO`. */
  readonly facts: Readonly<Record<string, string>>;
  /** Each statement that was recorded. */
  readonly statements: readonly ImportedStatement[];
  /** Number of facts by outcome. */
  readonly counts: Readonly<Record<ClaimOutcome, number>>;
  /** Keys of the claims that are retracted, because the document no longer states them. */
  readonly retracted: readonly string[];
  readonly differences: readonly ImportedDifference[];
  /** Statements that were left out, each with how to correct it. */
  readonly refused: readonly ClaimProblem[];
  /** One per subject, in the order written. A person should check FOLDED_NAME, SHORT_NAME and homonyms. */
  readonly matches: readonly ImportedMatch[];
}
