import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/**
 * Which member somebody is whom a foreign issuer vouches for. Of a member who left, the hash and the time stay for a
 * year: a token that was issued before must not bring back whom it named.
 */
@Entity('foreign_accounts')
export class ExternalAccount {
  /** SHA-256 of issuer and subject: what the issuer calls somebody is not kept. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  @Column('text')
  readonly issuer: string;

  @Index()
  @ForeignKey(() => Member, { onDelete: 'SET NULL' })
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly memberId: string | null;

  /** When the member joined by it. */
  @Column('timestamptz')
  readonly linkedAt: Date;

  /** When a member who had it last left; null where none did. */
  @Column('timestamptz', { nullable: true })
  readonly erasedAt: Date | null;
}
