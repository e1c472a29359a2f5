import type { NewFact } from '../../fact/record/new-fact';
import type { ParticipationRole } from '../../participation/participation.enums';
import type { RoleCode } from '../../person/person.enums';
import type { OrderedItemKind } from '../../programme/programme.enums';
import type { ClaimedContradiction } from '../file/claims-file';

/** A citation whose place was found. */
export interface ReadCitation {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** Key of the publication on which the document reports with these words. */
  readonly reportsOn: string | null;
  readonly originKey: string;
}

/** What else a fact makes true besides itself. Names of others are keys of the file. */
export type Relation =
  | { readonly kind: 'AFFILIATION'; readonly organisation: string; readonly role: string; readonly roleCode: RoleCode }
  | {
      readonly kind: 'PARTICIPATION';
      readonly organisation: string;
      readonly role: ParticipationRole;
      readonly dimensions: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'ITEM';
      readonly list: OrderedItemKind;
      readonly position: number;
      readonly text: string;
      readonly satisfiedBy: readonly string[];
    };

/**
 * A fact as the file claims it, read by the rules. Everything that is the id of a subject in a {@link NewFact} is still a
 * key of the file: the subject itself, the entity or speaker of the value.
 */
export type ReadFact = Omit<NewFact, 'document' | 'citations' | 'derivedFromIds'> & {
  readonly citations: readonly ReadCitation[];
  readonly contradicts: readonly ClaimedContradiction[];
  readonly relation: Relation | null;
};
