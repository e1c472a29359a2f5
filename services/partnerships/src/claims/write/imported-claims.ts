import type { Vocabulary } from '../../property/property.store';
import type { Refusals } from '../file/claims-error';
import type { RecordOutcome } from '../../fact/record/record-facts';
import type { Difference } from '../../subject/merge-result';
import type { Spans } from '../read/citation-locator';
import type { ClaimsFile } from '../file/claims-file';

/** A document as it was read, and what a reviewer claims that it says. */
export interface ClaimsImport {
  readonly document: {
    /** Stays the same while the text changes. */
    readonly key: string;
    /** The whole text, frame and all: offsets count in it. */
    readonly text: string;
    /** SHA-256 of `text` in UTF-8, in hex. */
    readonly sha256: string;
    readonly title: string;
    /** BCP 47; numbers and dates are read by its rules. */
    readonly lang: string;
    /** The one of the claims file unless told. */
    readonly url?: string | null;
    /** The post that the document became, if it did. */
    readonly postId?: string | null;
  };
  readonly claims: ClaimsFile;
  /** Texts by name, for quotes that are written `#NAME`. */
  readonly spans?: Spans;
  /** Properties and units to define first, in the same transaction. */
  readonly vocabulary?: Vocabulary;
  /** What the caller has refused of the same file already. The import reports it with its own refusals and writes nothing. */
  readonly refusals?: Refusals;
}

export interface ImportedSubject {
  readonly id: string;
  readonly created: boolean;
  readonly names: readonly string[];
  /** Short forms that mean it inside this document only. */
  readonly shortNames: readonly string[];
}

/** What the file says of something, and what was known of it before and stayed. */
export interface ImportedDifference extends Difference {
  readonly key: string;
}

export interface ImportedClaims {
  readonly source: { readonly id: string; readonly outcome: 'CREATED' | 'UNCHANGED' | 'REVISED' };
  /** By key of the organisation, person, partnership or programme in the file. */
  readonly subjects: Readonly<Record<string, ImportedSubject>>;
  /** Id of the fact by key of the claim; what has no key of its own has one such as `affiliation/ada/acme/CEO`. */
  readonly facts: Readonly<Record<string, string>>;
  /** How many facts each outcome has. */
  readonly counts: Readonly<Record<RecordOutcome, number>>;
  readonly differences: readonly ImportedDifference[];
}
