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

  /** 0 to 1, as a decimal: how likely they are one, by names and numbers. */
  @Column('numeric', { precision: 3, scale: 2 })
  readonly score: string;

  /** Whether a person decided that they are two. */
  @Column('boolean')
  readonly isDistinct: boolean;

  /** Why that person decided it. Null: nobody did, or a claims file says so. */
  @Column('text', { nullable: true })
  readonly decidedReason: string | null;

  /** Who decided it. Null: nobody did, a claims file says so, or the member was erased. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly decidedById: string | null;
}
