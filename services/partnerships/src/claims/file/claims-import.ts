import type { Spans } from '../read/citation-locator';
import type { Vocabulary } from '../../property/property.store';
import type { ClaimProblems } from './claims-error';
import type { ClaimsFile } from './claims-file.schema';

/** A document and the claims file about it. */
export interface ClaimsImport {
  readonly document: {
    /** Identifies the document. It stays the same when the text changes. */
    readonly key: string;
    /** The whole text, page frame included. Offsets of citations count its Unicode code points. */
    readonly text: string;
    /** SHA-256 of `text` in UTF-8, in hexadecimal. */
    readonly sha256: string;
    readonly title: string;
    /** BCP 47. Decides how numbers and dates are read. */
    readonly lang: string;
    /** Defaults to the URL in the claims file. */
    readonly url?: string | null;
    /** The post that was made from the document. Null if there is none. */
    readonly postId?: string | null;
    /** Where the body of the post is in `text`, in code points; `bodyEnd` is excluded. Absent: not known. */
    readonly bodyStart?: number;
    readonly bodyEnd?: number;
  };
  readonly claims: ClaimsFile;
  /** Texts by name, for quotes that are written `#NAME`. */
  readonly spans?: Spans;
  /** Properties and units to define first, in the same transaction. */
  readonly vocabulary?: Vocabulary;
  /** Problems that the caller has already found in the file. */
  readonly problems?: ClaimProblems;
  /** Imports all of the file or nothing. By default, statements with a problem are left out. */
  readonly strict?: boolean;
}
