import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** A member follows another member, a topic or an organisation. */
@Entity('follows')
@Index(['targetId', 'memberId'])
export class Follow {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  /** No foreign key: the target may belong to another service. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly targetId: string;

  @Column('timestamptz')
  readonly followedAt: Date;
}
