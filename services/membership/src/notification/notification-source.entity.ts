import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Notification } from './notification.entity';

/** One event behind a notification. Its key makes sure that nothing is notified twice. */
@Entity('notification_sources')
@Index(['notificationId', 'occurredAt'])
export class NotificationSource {
  /** The member who is notified. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** What happened, such as `reply comment_…`. The same for a repetition. */
  @PrimaryColumn('text', { collation: 'C' })
  @Index()
  readonly cause: string;

  @Column({ type: 'text', collation: 'C' })
  @ForeignKey(() => Notification, { onDelete: 'CASCADE' })
  readonly notificationId: string;

  /** The member who did it. Null if no member did. An erasure deletes their rows. */
  @Index()
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly actorId: string | null;

  @Column('timestamptz')
  readonly occurredAt: Date;
}
