import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { FactMeasure } from '../fact/fact.enums';

/**
 * A current fact and a source, publication or post that it cites, once each. Triggers keep it: see the migration
 * FactVisibility.
 */
@Entity('cited_facts')
@Unique(['citedId', 'factId'])
@Index('cited_facts_place_idx', { synchronize: false })
export class CitedFact {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly id: string;

  /** Id of the source, of the publication that the source reports on, or of the post. */
  @Column({ type: 'text', collation: 'C' })
  readonly citedId: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly factId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;

  @Column({ type: 'text', collation: 'C' })
  readonly propertyKey: string;

  @Column('enum', { enum: FactMeasure, enumName: 'fact_measure' })
  readonly measure: FactMeasure;

  @Column('boolean')
  readonly retracted: boolean;

  /** Who can see that the fact cites it: as `visibleTo` of a fact. */
  @Column('smallint')
  readonly visibleTo: number;
}
