import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';
import type { MailList } from './member-mail.entity';

/** The token in one mail, with which its reader unsubscribes from the list without signing in. */
@Entity('unsubscribe_tokens')
export class UnsubscribeToken {
  @PrimaryColumn('text', { collation: 'C' })
  readonly hash: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @Column('text')
  readonly list: MailList;

  @Index()
  @Column('timestamptz')
  readonly createdAt: Date;
}
