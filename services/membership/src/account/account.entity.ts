import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** How a member signs in. The address in it has been verified: before that there is only a {@link Registration}. */
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
