import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who made a version of an organisation, person, programme or partnership. Versions that imports made have no row. */
@Entity('subject_changes')
export class SubjectChange {
  @PrimaryColumn('text', { collation: 'C' })
  readonly subjectId: string;

  @PrimaryColumn('integer')
  readonly version: number;

  /** Null: the member was erased. */
  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly memberId: string | null;

  /** Why, in the words of that member. Null: the subject was created. */
  @Column('text', { nullable: true })
  readonly reason: string | null;

  @Column('timestamptz')
  readonly changedAt: Date;
}
