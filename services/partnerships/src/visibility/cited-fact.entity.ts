import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FactMeasure } from '../fact/fact.enums';

/** A row of the view `cited_facts`: a current fact, and a source or a post whose words are cited for it; each pair once. */
@Entity('cited_facts', { synchronize: false })
export class CitedFact {
  /** Both ids, since a row must have a key of its own. */
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
