import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A registration whose email address is not verified yet. One is stored for an address that already has an account too
 * (its token is never sent), so that registering costs the same for every address. It does not reserve the handle:
 * a second attempt with that handle would otherwise reveal whether the first address had an account.
 */
@Entity('registrations')
export class Registration {
  @PrimaryColumn('text', { collation: 'C' })
  readonly tokenHash: string;

  @Index()
  @Column('text')
  readonly email: string;

  @Column('text')
  readonly passwordHash: string;

  @Column('text')
  readonly handle: string;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly locale: string;

  @Column('timestamptz')
  readonly expiresAt: Date;
}
