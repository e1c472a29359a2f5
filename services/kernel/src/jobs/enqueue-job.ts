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
const RELEASE_KEYS = `
  UPDATE jobs SET key = NULL WHERE kind = $1 AND key = ANY($2) AND ended_at IS NULL AND lease_until IS NOT NULL`;

const INSERT = `
  INSERT INTO jobs (id, kind, key, payload, run_at)
  SELECT id, $1, key, payload, coalesce(run_at, '-infinity')
  FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::timestamptz[]) AS job (id, key, payload, run_at)
  ON CONFLICT (kind, key) WHERE ended_at IS NULL DO UPDATE
    SET payload = excluded.payload, run_at = excluded.run_at, enqueued_at = now(), attempts = 0, error_code = NULL
    WHERE jobs.lease_until IS NULL
  RETURNING id, key`;

// Equal notifications of a transaction are one.
const WAKE = `SELECT pg_notify('${jobChannel('')}' || current_schema(), '')`;

/**
 * Enqueues jobs of one kind, each with a key of its own, or one job. Call it in the transaction of the change that they
 * follow from: if that is rolled back, there are no jobs. Returns the ids of the jobs, in no order. Throws an Error outside a
 * transaction, and where a payload does not match its schema.
 */
export const enqueueJobs = async <Payload extends z.ZodType>(
  tx: EntityManager,
  { kind, payload: schema }: JobKind<Payload>,
  jobs: readonly NewJob<z.input<Payload>>[],
): Promise<readonly string[]> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('Enqueue a job in the transaction of its change.');
  for (const { payload } of jobs) {
    const { success, error } = schema.safeParse(payload);
    if (success) continue;
    throw new Error(
      `The payload of a job ${kind} does not match its schema. No job was enqueued.\n${z.prettifyError(error)}`,
    );
  }
  const ids: string[] = [];
  let rest = jobs;
  while (rest.length > 0) {
    const keys = rest.flatMap(({ key }) => key ?? []);
    if (keys.length > 0) await tx.query(RELEASE_KEYS, [kind, keys]);
    const inserted = await tx.query<{ id: string; key: string | null }[]>(INSERT, [
      kind,
      rest.map(() => systemClock.newId('job')),
      rest.map(({ key }) => key ?? null),
      rest.map(({ payload }) => JSON.stringify(payload)),
      rest.map(({ runAt }) => runAt ?? null),
    ]);
    ids.push(...inserted.map(({ id }) => id));
    const done = new Set(inserted.map(({ key }) => key));
    // A job that is missing: a worker has begun the one of this key between the two statements.
    rest = rest.filter(({ key = null }) => !done.has(key));
  }
  if (ids.length > 0) await tx.query(WAKE);
  return ids;
};

/** As {@link enqueueJobs}, for one job. Returns its id. */
export const enqueueJob = async <Payload extends z.ZodType>(
  tx: EntityManager,
  kind: JobKind<Payload>,
  job: NewJob<z.input<Payload>>,
): Promise<string> => {
  const [id] = await enqueueJobs(tx, kind, [job]);
  if (id === undefined) throw new Error(`The job ${kind.kind} was not enqueued.`);
  return id;
};
