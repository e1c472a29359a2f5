import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed attempts on one account, or from one address, and until when it must wait. Kept for unknown accounts alike. */
@Entity('throttles')
export class Throttle {
  /** What is counted: `sign-in account <hash>`, `mail address <hash>` … */
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  @Column('integer')
  readonly failures: number;

  /** Failures that cost no waiting: people mistype. */
  @Column('integer')
  readonly free: number;

  @Column('timestamptz')
  readonly lastFailureAt: Date;

  @Column('timestamptz')
  readonly lockedUntil: Date;
}
