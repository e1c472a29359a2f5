import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The subject that a merged one is now, through all merges: the closure of the tree of merges. A subject that is not merged
 * has no row. Versions are kept, so that views show it as it was.
 */
@Entity('identities')
@Check('identities_check', 'id <> survivor_id')
export class Identity {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly survivorId: string;

  /** When its own merge was made: what the survivor lacks is taken from those merged first. */
  @Column('timestamptz')
  readonly mergedAt: Date;
}
