import type { TextByLanguage } from '@wizness/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What quantities are counted in. What they are counted per (a year, a platform) belongs to the property. */
@Entity('units')
export class UnitRow {
  @PrimaryColumn('text', { collation: 'C' })
  readonly code: string;

  @Column('jsonb')
  readonly labels: TextByLanguage;
}
