import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/**
 * Links an identity at an external issuer to a member. After an erasure the hash and the time are kept for a year, so
 * that a token issued before the erasure cannot sign in again.
 */
@Entity('foreign_accounts')
export class ExternalAccount {
  /** SHA-256 of issuer and subject. The subject itself is not stored. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  @Column('text')
  readonly issuer: string;

  /** Null after the member was erased. */
  @Index()
  @ForeignKey(() => Member, { onDelete: 'SET NULL' })
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  /** When the member joined through this identity. */
  @Column('timestamptz')
  readonly linkedAt: Date;

  /** When a member with this identity was last erased; null if none was. */
  @Column('timestamptz', { nullable: true })
  readonly erasedAt: Date | null;
}
