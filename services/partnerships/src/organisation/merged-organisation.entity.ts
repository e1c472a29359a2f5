import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Organisation } from './organisation.entity';

/** A merged id keeps resolving. A survivor is never a merged id itself, so one step always resolves it. */
@Entity('merged_organisations')
export class MergedOrganisation {
  @PrimaryColumn('text', { collation: 'C' })
  readonly mergedId: string;

  @Index()
  @ForeignKey(() => Organisation)
  @Column({ type: 'text', collation: 'C' })
  readonly survivorId: string;
}
