import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair that signs tokens for 30 days. The public key stays published until its last token has expired. */
@Entity('signing_keys')
export class SigningKey {
  /** The `kid` of its tokens. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column('jsonb')
  readonly publicKey: JWK;

  @Column('jsonb')
  readonly privateKey: JWK;

  @Column('timestamptz')
  readonly signsFrom: Date;

  @Column('timestamptz')
  readonly signsUntil: Date;
}
