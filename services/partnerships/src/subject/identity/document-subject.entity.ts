import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The subject that an entry of a claims file was identified with, so that the same document means the same subject when it
 * is imported again, whatever has been imported since.
 */
@Entity('document_subjects')
export class DocumentSubject {
  @PrimaryColumn('text', { collation: 'C' })
  readonly documentKey: string;

  /** Key of the entry in the claims file. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly entryKey: string;

  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;
}
