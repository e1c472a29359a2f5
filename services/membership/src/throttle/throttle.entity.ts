import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed attempts on one account, or from one client address, and when the next is allowed. Also for unknown accounts. */
@Entity('throttles')
export class Throttle {
  /** What is counted: `sign-in account <hash>`, `mail address <hash>` … */
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  @Column('integer')
  readonly failures: number;

  /** How many failures cause no delay, because people mistype. */
  @Column('integer')
  readonly free: number;

  @Column('timestamptz')
  readonly lastFailureAt: Date;

  @Column('timestamptz')
  readonly lockedUntil: Date;
}
