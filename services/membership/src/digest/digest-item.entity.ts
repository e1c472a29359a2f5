import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** A post that was in a digest of a member, and is in no other. */
@Entity('digest_items')
export class DigestItem {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @PrimaryColumn('text', { collation: 'C' })
  readonly postId: string;

  /** The mail that it was in. */
  @Column({ type: 'text', collation: 'C' })
  readonly mailId: string;

  @Index()
  @Column('timestamptz')
  readonly sentAt: Date;
}
