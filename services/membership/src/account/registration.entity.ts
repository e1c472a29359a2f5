import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Somebody says that an address is theirs, and has not shown it yet. One is kept for a known address too, whose token
 * goes to nobody: so that registering does the same work for all. It holds no handle back: else whoever tries the
 * handle again would learn whether the address was known.
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
