import type { Participants } from '../participation/participants';
import type { IdentityHints } from '../subject/identity/identity.types';
import type { ProgrammeStatus } from './programme.enums';

export interface NewProgramme {
  /** At least one. The first is the name to show. */
  readonly names: readonly string[];
  readonly parentId?: string | null;
  readonly partnershipId?: string | null;
  /** Defaults to UNKNOWN. */
  readonly status?: ProgrammeStatus;
  /** Ids of organisations that take part. They tell programmes with the same name apart. */
  readonly participantIds?: readonly string[];
  /** Those of them who carry it out. */
  readonly operatorIds?: readonly string[];
  /** Participants of programmes that were registered just before, and whose participations are not recorded yet. */
  readonly pending?: Participants;
  /** Decisions about which programme it is. */
  readonly identity?: IdentityHints;
}
