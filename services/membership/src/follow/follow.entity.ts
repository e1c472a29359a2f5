import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** That a member wants to hear of another member, a topic or an organisation. */
@Entity('follows')
export class Follow {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  /** No foreign key: it may be of another service. */
  @PrimaryColumn('text', { collation: 'C' })
  @Index()
  readonly targetId: string;

  @Column('timestamptz')
  readonly followedAt: Date;
}
