import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DuplicateReason } from './identity.types';

/** Two subjects of one kind that share a name and are kept apart. Each pair once, the lesser id first. */
@Entity('duplicate_candidates')
@Check('duplicate_candidates_check', 'a_id < b_id')
export class DuplicateCandidate {
  @PrimaryColumn('text', { collation: 'C' })
  readonly aId: string;

  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly bId: string;

  /** Why they may be one, then why not. */
  @Column('jsonb')
  readonly reasons: readonly DuplicateReason[];

  /** Whether a person decided that they are two. */
  @Column('boolean')
  readonly isDistinct: boolean;
}
