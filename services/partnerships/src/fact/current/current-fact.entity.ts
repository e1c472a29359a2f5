import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DimensionValues } from '../../subject/subject.types';
import { Fact } from '../fact.entity';
import { Confidence, FactMeasure, FactRank, FactStatus, ValuePresence } from '../fact.enums';

/**
 * A current fact that is not retracted, with the columns by which facts are chosen and added up. Whoever reads all current facts
 * reads these rows: those of `facts` are ten times as long, and three of four are earlier versions. Triggers keep it: see the
 * migration ExpandCurrentFacts. `repairCurrentFacts` computes it again.
 */
@Entity('current_facts')
@Index(['subjectId', 'propertyKey', 'measure', 'id'])
@Index('current_facts_disputed_idx', { synchronize: false })
@Index('current_facts_undecided_idx', { synchronize: false })
export class CurrentFact {
  @ForeignKey(() => Fact, { onDelete: 'CASCADE' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('timestamptz')
  readonly knownFrom: Date;

  @Column('date', { nullable: true })
  readonly fromEarliest: string | null;

  @Column('date', { nullable: true })
  readonly fromLatest: string | null;

  @Column('date', { nullable: true })
  readonly toEarliest: string | null;

  @Column('date', { nullable: true })
  readonly toLatest: string | null;

  @Column('date', { nullable: true })
  readonly dueEarliest: string | null;

  @Column('date', { nullable: true })
  readonly dueLatest: string | null;

  @Column('enum', { enum: FactMeasure, enumName: 'fact_measure' })
  readonly measure: FactMeasure;

  @Column('enum', { enum: ValuePresence, enumName: 'value_presence' })
  readonly presence: ValuePresence;

  @Column('enum', { enum: Confidence, enumName: 'confidence' })
  readonly confidence: Confidence;

  @Column('enum', { enum: FactRank, enumName: 'fact_rank' })
  readonly rank: FactRank;

  @Column('enum', { enum: FactStatus, enumName: 'fact_status' })
  readonly status: FactStatus;

  @Column('smallint')
  readonly visibleTo: number;

  @Column('boolean')
  readonly approximate: boolean;

  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly propertyKey: string;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly unitCode: string | null;

  @Column('numeric', { nullable: true })
  readonly amount: string | null;

  @Column('numeric', { nullable: true })
  readonly lower: string | null;

  @Column('numeric', { nullable: true })
  readonly upper: string | null;

  @Column('text', { nullable: true })
  readonly country: string | null;

  @Column('jsonb')
  readonly dimensionValues: DimensionValues;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly entityId: string | null;

  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly saidById: string | null;

  /** Null for a quantity: of these, no two are added up because they state something else. */
  @Column('text', { nullable: true })
  readonly statementKey: string | null;

  /**
   * Why it is left out when all facts are added up: its place in REASONS from 1, 0 if it counts. Null: not decided since what it
   * depends on has changed. See `decideLeftOut`.
   */
  @Column('smallint', { nullable: true })
  readonly leftOut: number | null;

  /** Whether it is the one fact that counts by which its subject is counted, among those of its property, measure and unit. */
  @Column('boolean', { nullable: true })
  readonly isFirst: boolean | null;

  /** Whether these are only true for who sees nothing but what everyone may see. */
  @Column('boolean', { nullable: true })
  readonly dependsOnViewer: boolean | null;
}
