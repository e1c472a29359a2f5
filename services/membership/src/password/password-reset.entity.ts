import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** A mailed permission to set a new password. Without a member where the address is unknown: the same work for all. */
@Entity('password_resets')
export class PasswordReset {
  @PrimaryColumn('text', { collation: 'C' })
  readonly tokenHash: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Column('timestamptz')
  readonly expiresAt: Date;
}
