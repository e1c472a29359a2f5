import { Entity, ForeignKey, Index, PrimaryColumn, Column } from 'typeorm';
import { Fact } from '../fact.entity';

/** Two facts that can not both be true. Each pair is kept in both directions. */
@Entity('fact_contradictions')
export class FactContradiction {
  @ForeignKey(() => Fact)
  @PrimaryColumn('text', { collation: 'C' })
  readonly factId: string;

  @ForeignKey(() => Fact)
  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly otherId: string;

  /** Somebody said so; false where the rules saw it, who look again at each version. */
  @Column('boolean')
  readonly declared: boolean;
}
