import { Column, Entity, PrimaryColumn } from 'typeorm';

/** PostgreSQL gives a bigint as text. A log that writes a thousand events a second reaches 2^53 in 285 000 years. */
export const positionColumn = { from: (stored: string): number => Number(stored), to: (position: number) => position };

/** What happened, and where it stands in its service's log. Positions have no holes, and none appears late. */
@Entity('events')
export class LoggedEvent {
  @PrimaryColumn('bigint', { transformer: positionColumn })
  readonly position: number;

  /** What happened, in the past tense: `PostPublished`. */
  @Column('text')
  readonly type: string;

  /** Id of what it happened to. */
  @Column('text')
  readonly subject: string;

  /** Ids and plain values only: the log is kept for weeks and read by others, so nobody's words belong in it. */
  @Column('jsonb')
  readonly payload: Readonly<Record<string, unknown>>;

  @Column('timestamptz')
  readonly occurredAt: Date;

  /** By the database's own clock: from here on it is kept, whatever the time of what it tells. */
  @Column('timestamptz', { default: () => 'now()' })
  readonly appendedAt?: Date;
}
