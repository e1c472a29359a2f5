import { Entity, ForeignKey, Index, PrimaryColumn, Column } from 'typeorm';
import { Fact } from '../fact.entity';

/** Two facts that cannot both be true. Each pair is stored in both directions. */
@Entity('fact_contradictions')
export class FactContradiction {
  @ForeignKey(() => Fact)
  @PrimaryColumn('text', { collation: 'C' })
  readonly factId: string;

  @ForeignKey(() => Fact)
  @Index()
  @PrimaryColumn('text', { collation: 'C' })
  readonly otherId: string;

  /** True if a person declared it; false if it was detected by its dates, which is repeated for each version. */
  @Column('boolean')
  readonly declared: boolean;
}
