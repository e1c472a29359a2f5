import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** The secret in the address of a member's own calendar. Programs that read calendars send no credentials. */
@Entity('calendar_tokens')
export class CalendarToken {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @Index({ unique: true })
  @Column({ type: 'text', collation: 'C' })
  readonly hash: string;

  @Column('timestamptz')
  readonly createdAt: Date;
}
