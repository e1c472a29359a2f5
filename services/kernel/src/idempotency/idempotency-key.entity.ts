import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key with which a member has created something, so that a repeated request creates nothing more. */
@Entity('idempotency_keys')
@Index(['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('text', { collation: 'C' })
  readonly memberId: string;

  /** Name of the mutation. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly mutation: string;

  /** As the client chose it. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  /** SHA-256 of the input without the key, in hexadecimal. */
  @Column('text')
  readonly inputSha256: string;

  /** Id of what was created. Null only within the transaction that creates it. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly resultId: string | null;

  @Column('timestamptz')
  readonly createdAt: Date;
}
