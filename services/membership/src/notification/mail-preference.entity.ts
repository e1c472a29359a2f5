import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** What a member wants to be mailed, and when. Without a row: no digest, at any hour. */
@Entity('mail_preferences')
export class MailPreference {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  readonly memberId: string;

  @Column('boolean')
  readonly weeklyDigest: boolean;

  /** First minute of the hours without mail, local time: `22:00`. Null, as `quietTo`, if there are none. */
  @Column('text', { nullable: true })
  readonly quietFrom: string | null;

  /** End of the hours without mail. On the next day if it is not after `quietFrom`. */
  @Column('text', { nullable: true })
  readonly quietTo: string | null;
}
