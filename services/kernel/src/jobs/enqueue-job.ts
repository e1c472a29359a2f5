import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { systemClock } from '../values/clock';
import type { JobKind } from './job-kind';
import { jobChannel } from './job-table';

export interface NewJob<Payload> {
  readonly payload: Payload;
  /** There is one waiting job of a kind and key: enqueueing it again replaces its payload and its time. Defaults to none. */
  readonly key?: string;
  /** By the clock of the database. Defaults to at once. */
  readonly runAt?: Date;
}

// A job that is running has read its payload. It gives up its key, so that what it was enqueued again for is not lost.
const RELEASE_KEY = `
  UPDATE jobs SET key = NULL WHERE kind = $1 AND key = $2 AND ended_at IS NULL AND lease_until IS NOT NULL`;

const INSERT = `
  INSERT INTO jobs (id, kind, key, payload, run_at) VALUES ($1, $2, $3, $4, coalesce($5::timestamptz, '-infinity'))
  ON CONFLICT (kind, key) WHERE ended_at IS NULL DO UPDATE
    SET payload = excluded.payload, run_at = excluded.run_at, enqueued_at = now(), attempts = 0, error_code = NULL
    WHERE jobs.lease_until IS NULL
  RETURNING id, pg_notify('${jobChannel('')}' || current_schema(), '')`;

/**
 * Enqueues a job. Call it in the transaction of the change that the job follows from: if that is rolled back, there is no
 * job. Returns the id of the job. Throws an Error outside a transaction, and where the payload does not match its schema.
 */
export const enqueueJob = async <Payload extends z.ZodType>(
  tx: EntityManager,
  { kind, payload: schema }: JobKind<Payload>,
  { payload, key, runAt }: NewJob<z.input<Payload>>,
): Promise<string> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('Enqueue a job in the transaction of its change.');
  const { success, error } = schema.safeParse(payload);
  if (!success) {
    throw new Error(
      `The payload of a job ${kind} does not match its schema. No job was enqueued.\n${z.prettifyError(error)}`,
    );
  }
  const parameters = [systemClock.newId('job'), kind, key ?? null, JSON.stringify(payload), runAt ?? null];
  for (;;) {
    if (key !== undefined) await tx.query(RELEASE_KEY, [kind, key]);
    const [inserted] = await tx.query<{ id: string }[]>(INSERT, parameters);
    // No row: a worker has begun the job of this key between the two statements.
    if (inserted) return inserted.id;
  }
};
