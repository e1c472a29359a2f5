import { Column, Entity, PrimaryColumn } from 'typeorm';

/** PostgreSQL returns a bigint as text. A log that appends a thousand events a second reaches 2^53 in 285 000 years. */
export const positionColumn = { from: (stored: string): number => Number(stored), to: (position: number) => position };

/** An event in the log of a service, as stored. Its payload is not checked yet: consumers get it typed. */
@Entity('events')
export class LoggedEvent {
  /** Place in the log: 1 for the first event. Positions become visible in order, and have no gaps but those that a restore leaves. */
  @PrimaryColumn('bigint', { transformer: positionColumn })
  readonly position: number;

  /** What happened, in the past tense: `PostPublished`. */
  @Column('text')
  readonly type: string;

  /** Id of what it happened to. */
  @Column('text')
  readonly subject: string;

  @Column('jsonb')
  readonly payload: Readonly<Record<string, unknown>>;

  /** When it happened, by the clock of the service. */
  @Column('timestamptz')
  readonly occurredAt: Date;

  /** When it was appended, by the clock of the database. Retention counts from here. */
  @Column('timestamptz', { default: () => 'now()' })
  readonly appendedAt?: Date;
}
