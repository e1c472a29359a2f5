import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FactMeasure } from '../fact/fact.enums';

/** A row of the view `cited_facts`: a current, not retracted fact and a source, publication or post that it cites, once each. */
@Entity('cited_facts', { synchronize: false })
export class CitedFact {
  /** Both ids joined: TypeORM needs a primary key. */
  @PrimaryColumn('text')
  readonly id: string;

  /** Id of the source, of the publication that the source reports on, or of the post. */
  @Column('text')
  readonly citedId: string;

  @Column('text')
  readonly factId: string;

  @Column('text')
  readonly subjectId: string;

  @Column('text')
  readonly propertyKey: string;

  @Column('enum', { enum: FactMeasure, enumName: 'fact_measure' })
  readonly measure: FactMeasure;
}
