import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';
import type { NotificationKind } from './notification.enums';

/** How a member wants one kind of notification to be sent. Without a row, the default of the kind holds. */
@Entity('notification_preferences')
export class NotificationPreference {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @PrimaryColumn('text')
  readonly kind: NotificationKind;

  @Column('boolean')
  readonly inApp: boolean;

  @Column('boolean')
  readonly mail: boolean;
}
