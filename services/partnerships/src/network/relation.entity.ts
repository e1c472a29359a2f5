import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { RelationKind } from './network.enums';

/**
 * A relation that one version of a fact states, once from each of its ends, so that both can be followed by one index.
 * Triggers keep it: see the migration Relations. `repairRelations` computes it again.
 */
@Entity('relations')
@Index('relations_step_idx', { synchronize: false })
export class Relation {
  @PrimaryColumn('text', { collation: 'C' })
  readonly factId: string;

  @PrimaryColumn('boolean')
  readonly isForward: boolean;

  /** The end that is left, and the one that is reached. A forward step goes from who takes part to what it takes part in. */
  @Column({ type: 'text', collation: 'C' })
  readonly fromId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly toId: string;

  @Column('enum', { enum: RelationKind, enumName: 'relation_kind' })
  readonly kind: RelationKind;

  /** The rest is that of the fact. */
  @Column('date', { nullable: true })
  readonly fromEarliest: string | null;

  @Column('date', { nullable: true })
  readonly toLatest: string | null;

  @Column('timestamptz')
  readonly knownFrom: Date;

  @Column('timestamptz')
  readonly knownTo: Date;

  @Column('smallint')
  readonly visibleTo: number;
}
