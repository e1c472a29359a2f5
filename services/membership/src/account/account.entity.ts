import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** The email address and password of a member. The address is verified; an unverified one is only a {@link Registration}. */
@Entity('accounts')
export class Account {
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  @Index({ unique: true })
  @Column('text')
  readonly email: string;

  @Column('text')
  readonly passwordHash: string;

  @Column('timestamptz')
  readonly emailVerifiedAt: Date;
}
