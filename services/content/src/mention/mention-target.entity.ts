import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that an author can mention: a projection of the events of its owner. */
@Entity('mention_targets')
export class MentionTarget {
  /** A member, organisation, programme, partnership or person. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  /** As authors write it: `member:lea-marchand`, `org:renault`. It never changes. */
  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly reference: string;

  /** The name that suggestions show. */
  @Column('text')
  readonly label: string;
}
