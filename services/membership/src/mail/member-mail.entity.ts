import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** What a member can unsubscribe from. */
export enum MailList {
  NOTIFICATIONS = 'NOTIFICATIONS',
  DIGEST = 'DIGEST',
}

/**
 * A mail to a member that was handed over for sending: written before it is sent, so that it is never sent twice. Without
 * address and text.
 */
@Entity('member_mails')
@Index(['memberId', 'handedOverAt'])
@Index('member_mails_week_idx', ['memberId', 'week'], { unique: true, where: 'week IS NOT NULL' })
export class MemberMail {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @Column('text')
  readonly list: MailList;

  /** What the notification in it is about. Null for a digest and for several notifications. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly threadId: string | null;

  /** ISO week of a digest: `2026-W48`. Null for notifications. */
  @Column('text', { nullable: true })
  readonly week: string | null;

  @Index()
  @Column('timestamptz')
  readonly handedOverAt: Date;
}
