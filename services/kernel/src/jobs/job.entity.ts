import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A piece of work that a service has to do later, in the table that `createJobs` creates. */
@Entity('jobs')
@Index('jobs_due_idx', { synchronize: false })
@Index('jobs_kind_key_idx', { synchronize: false })
@Index('jobs_ended_idx', { synchronize: false })
export class Job {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  readonly kind: string;

  /** At most one waiting job of a kind has a given key. Null for a job without one, and for a running job that was requested again. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  readonly key: string | null;

  /** `{}` as soon as the job has been done. */
  @Column('jsonb')
  readonly payload: Readonly<Record<string, unknown>>;

  @Column('timestamptz', { default: () => 'now()' })
  readonly enqueuedAt: Date;

  /** Not before this time. Minus infinity means at once: a clock that is set back does not delay such a job. */
  @Column('timestamptz', { default: () => "'-infinity'" })
  readonly runAt: Date;

  /** How often a worker has begun. */
  @Column('integer', { default: 0 })
  readonly attempts: number;

  /** The worker that holds the job proves it with this token. A new one for each attempt. */
  @Column('uuid', { nullable: true })
  readonly leaseToken: string | null;

  /** After this time another worker may take the job. Null while no worker holds it. */
  @Column('timestamptz', { nullable: true })
  readonly leaseUntil: Date | null;

  /** Why the last attempt failed. Null if none has. */
  @Column('text', { nullable: true })
  readonly errorCode: string | null;

  /** When it was done or given up. Null for a job that is waiting or running. */
  @Column('timestamptz', { nullable: true })
  readonly endedAt: Date | null;

  /** Whether it was given up. */
  @Column('boolean', { default: false })
  readonly failed: boolean;
}
