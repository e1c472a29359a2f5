import { DateTimeScalar } from '@wizness/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';
import type { NotificationCode } from './notification.enums';
import { NotificationKind } from './notification.enums';

/** News for a member. Equal news about one thing within a day is one row, see {@link NotificationSource}. */
@ObjectType({ description: 'News for the member. Equal news about one thing within a day is one notification.' })
@Entity('notifications')
@Index(['memberId', 'occurredAt', 'id'])
@Index('notifications_open_idx', ['memberId', 'kind', 'aboutId', 'code'], { unique: true, where: 'open' })
export class Notification {
  @Field(() => ID, { description: 'Id of the notification.' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @Field(() => NotificationKind, { description: 'Kind.' })
  @Column('text')
  readonly kind: NotificationKind;

  @Column('text')
  readonly code: NotificationCode;

  /** What all its news is about: the post that is rated, the comment that is answered. */
  @Column({ type: 'text', collation: 'C' })
  readonly aboutId: string;

  /** What it points to: the latest answer. */
  @Column({ type: 'text', collation: 'C' })
  readonly subjectId: string;

  /** The member sees the notification only while they may see this post. Null if no post is involved. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly postId: string | null;

  @Field(() => Int, { description: 'Number of events that it stands for.' })
  @Column('integer')
  readonly count: number;

  /** Of the first event. */
  @Index()
  @Column('timestamptz')
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'Last of these events.' })
  @Column('timestamptz')
  readonly occurredAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the member read it. Null if unread.' })
  @Column('timestamptz', { nullable: true })
  readonly readAt: Date | null;

  /** Whether further news is added to it: not once it has been read, nor after a day. */
  @Column('boolean')
  readonly open: boolean;

  /** Whether it is in the list of the member. Otherwise it is only mailed. */
  @Column('boolean')
  readonly inApp: boolean;

  /** When a mail about it was handed over for sending. Null if there is none. */
  @Column('timestamptz', { nullable: true })
  readonly mailedAt: Date | null;
}
