import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { knownToColumn } from '../../time/known-to';

/** A person's decision that two subjects are one, between what were not merged then. Rows are closed, never deleted. */
@Entity('merges')
@Check('merges_check', 'known_from < known_to AND merged_id <> into_id')
@Index('merges_current_idx', { synchronize: false })
export class Merge {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  readonly mergedId: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly intoId: string;

  @Column('text')
  readonly reason: string;

  /** The member who decided it. Null: the member was erased. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly recordedById: string | null;

  /** Why it was undone. Null: it was not. */
  @Column('text', { nullable: true })
  readonly undoneReason: string | null;

  /** Who undid it. Null: nobody did, or the member was erased. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly undoneById: string | null;

  @Column('timestamptz')
  readonly knownFrom: Date;

  /** When it was undone; null if it was not. */
  @Column('timestamptz', { transformer: knownToColumn, default: () => "'infinity'" })
  readonly knownTo: Date | null;
}
