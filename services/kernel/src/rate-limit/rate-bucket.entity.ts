import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { QueryRunner } from 'typeorm';

/** How far ahead a member is of the rate at which they may do something. All processes of a service share it. */
@Entity('rate_buckets')
@Index(['slowUntil'])
export class RateBucket {
  /** Digest of the member's id and the action: an erased member leaves no id here. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly key: string;

  /** When all turns of the long run are back. */
  @Column('timestamptz')
  readonly slowUntil: Date;

  /** The same at short intervals. */
  @Column('timestamptz')
  readonly fastUntil: Date;

  /** The idempotency key of the last turn: its repetition takes none. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly lastKey: string | null;
}

/** Creates the table of `RateBucket`. For the migration of a service whose mutations have limits. */
export const createRateBuckets = async (db: QueryRunner): Promise<void> => {
  // Not logged: after a crash of PostgreSQL everybody may start afresh.
  await db.query(`
    CREATE UNLOGGED TABLE rate_buckets (
      key text COLLATE "C" PRIMARY KEY,
      slow_until timestamptz NOT NULL,
      fast_until timestamptz NOT NULL,
      last_key text COLLATE "C"
    )`);
  await db.query('CREATE INDEX rate_buckets_slow_until_idx ON rate_buckets (slow_until)');
};
