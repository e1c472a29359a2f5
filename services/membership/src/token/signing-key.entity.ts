import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that signs access tokens for a while. Its public half stays published until its last token has expired. */
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
