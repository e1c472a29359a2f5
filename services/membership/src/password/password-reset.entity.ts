import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** An emailed token for setting a new password. Stored for an unknown address too, so that the work is the same. */
@Entity('password_resets')
export class PasswordReset {
  @PrimaryColumn('text', { collation: 'C' })
  readonly tokenHash: string;

  /** Null if the address has no account: the token is never sent. */
  @Index()
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  @Column('timestamptz')
  readonly expiresAt: Date;
}
