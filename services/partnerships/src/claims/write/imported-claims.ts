import type { RecordOutcome } from '../../fact/record/record-facts';
import type { ClaimProblem } from '../file/claims-error';
import type { Difference } from '../../subject/merge-result';

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

/** Result of an import. */
export interface ImportedClaims {
  readonly source: { readonly id: string; readonly outcome: 'CREATED' | 'UNCHANGED' | 'REVISED' };
  /** By key of the organisation, person, partnership or programme in the file. */
  readonly subjects: Readonly<Record<string, ImportedSubject>>;
  /** Id of the fact by key of the claim. Entries without a key get one such as `affiliation/ada/acme/CEO`. */
  readonly facts: Readonly<Record<string, string>>;
  /** Number of facts by outcome. */
  readonly counts: Readonly<Record<RecordOutcome, number>>;
  readonly differences: readonly ImportedDifference[];
  /** Statements that were left out, each with how to correct it. */
  readonly refused: readonly ClaimProblem[];
}
