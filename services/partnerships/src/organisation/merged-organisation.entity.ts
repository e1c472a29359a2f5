import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Organisation } from './organisation.entity';

/** An id that was merged into another keeps resolving. A survivor is never itself a merged id: one step always leads home. */
@Entity('merged_organisations')
export class MergedOrganisation {
  @PrimaryColumn('text', { collation: 'C' })
  readonly mergedId: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', collation: 'C' })
  readonly survivorId: string;
}
