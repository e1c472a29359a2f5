import type { TextByLanguage } from '@wizness/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A unit of quantities. The units it is divided by, such as a year, belong to the property. */
@Entity('units')
export class UnitRow {
  @PrimaryColumn('text', { collation: 'C' })
  readonly code: string;

  @Column('jsonb')
  readonly labels: TextByLanguage;

  /** Words of the labels. Only lists read it, in SQL. */
  @Column({ type: 'text', collation: 'C' })
  readonly words: string;

  @Column({ type: 'text', collation: 'C' })
  readonly dimension: string;

  /** Number of base units of the dimension. Null: no conversion. */
  @Column('numeric', { nullable: true })
  readonly factor: string | null;
}
