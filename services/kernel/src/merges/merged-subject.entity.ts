import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Projection: an organisation or person that was merged, and what it is now. A merge moves nothing: rows keep the id that
 * they were written with, and are read as those of all ids of the subject. So undoing a merge restores what was before it.
 */
@Entity('merged_subjects')
export class MergedSubject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly survivorId: string;
}
