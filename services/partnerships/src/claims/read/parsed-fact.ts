import type { Wording } from '@wizness/kernel';
import type { NewFact } from '../../fact/record/new-fact';
import type { ParticipationRole } from '../../participation/participation.enums';
import type { RoleCode } from '../../person/person.enums';
import type { OrderedItemKind } from '../../programme/programme.enums';
import type { ClaimedContradiction } from '../file/citation.schema';

/** A citation whose quote was found in the document. */
export interface LocatedCitation {
  readonly quote: string;
  /** Unicode code points from the start of the document; `end` is excluded. */
  readonly start: number;
  readonly end: number;
  /** Key of the publication that the document reports on with these words. Null: the document speaks for itself. */
  readonly reportsOn: string | null;
  readonly originKey: string;
  /** BCP 47. Decides how numbers and dates are read. */
  readonly lang: string;
}

/** The relation that a fact establishes. References to subjects are keys of the file. */
type Relation =
  | { readonly kind: 'AFFILIATION'; readonly organisation: string; readonly role: string; readonly roleCode: RoleCode }
  | {
      readonly kind: 'PARTICIPATION';
      /** Null for a collective. */
      readonly organisation: string | null;
      /** The words for the collective. Null for an organisation. */
      readonly collective: string | null;
      readonly role: ParticipationRole;
      readonly dimensions: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'ITEM';
      readonly list: OrderedItemKind;
      readonly position: number;
      readonly text: string;
      readonly wording: Wording;
      readonly satisfiedBy: readonly string[];
    };

/**
 * A claim of the file with its quotes located and its value parsed. Where {@link NewFact} has the id of a subject (the
 * subject itself, the entity or the speaker of the value), this still has the key of the file.
 */
export type ParsedFact = Omit<NewFact, 'document' | 'citations' | 'derivedFromIds'> & {
  readonly citations: readonly LocatedCitation[];
  readonly contradicts: readonly ClaimedContradiction[];
  /** Null if the fact establishes none. */
  readonly relation: Relation | null;
};
