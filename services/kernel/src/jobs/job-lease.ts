import type { EntityManager } from 'typeorm';
import { LeaseLost } from './job-kind';

/** A job that a worker holds. */
export interface HeldJob {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly token: string;
}

// A lease never ends further ahead than its length: one that does is from before the clock was set back. Twice the
// length, because the clock of this statement may be a little behind that of one which has just taken the job.
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT id FROM jobs
    WHERE ended_at IS NULL AND run_at <= now() AND kind = ANY($1)
      AND (lease_until IS NULL OR lease_until < now() OR lease_until > now() + 2 * $2 * interval '1 ms')
    ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE jobs SET attempts = attempts + 1, lease_token = gen_random_uuid(), lease_until = now() + $2 * interval '1 ms'
  FROM due WHERE jobs.id = due.id
  RETURNING jobs.id, jobs.kind, jobs.payload, jobs.attempts, jobs.lease_token AS token`;

/** Takes up to `limit` due jobs of `kinds` for `leaseMs`. Jobs that another worker is taking are skipped. */
export const claimJobs = async (
  db: EntityManager,
  { kinds, leaseMs, limit }: { readonly kinds: readonly string[]; readonly leaseMs: number; readonly limit: number },
): Promise<readonly HeldJob[]> => {
  const [jobs] = await db.query<[HeldJob[], number]>(CLAIM, [kinds, leaseMs, limit]);
  return jobs;
};

// The earlier of: the time of the next job, and the end of a lease whose worker may have died. A job that is due already
// counts: it may have become due after this worker last looked. Its time may be -infinity, which has no distance to now.
const NEXT = `
  SELECT extract(epoch FROM greatest(min(coalesce(lease_until, run_at)), to_timestamp(0)) - now()) * 1000 AS ms
  FROM jobs WHERE ended_at IS NULL AND kind = ANY($1) HAVING count(*) > 0`;

/** Milliseconds until another job may be due, 0 if one is; null if none is known. */
export const timeToNextJob = async (db: EntityManager, kinds: readonly string[]): Promise<number | null> => {
  const [row] = await db.query<{ ms: string | null }[]>(NEXT, [kinds]);
  return row?.ms == null ? null : Math.max(0, Number(row.ms));
};

const RENEW = `
  UPDATE jobs SET lease_until = now() + $3 * interval '1 ms'
  WHERE id = ANY($1) AND lease_token = ANY($2::uuid[]) AND ended_at IS NULL RETURNING lease_token AS token`;

/** Renews the leases of `jobs`. Returns the tokens of those that are still held. */
export const renewLeases = async (
  db: EntityManager,
  jobs: readonly HeldJob[],
  leaseMs: number,
): Promise<ReadonlySet<string>> => {
  const parameters = [jobs.map(({ id }) => id), jobs.map(({ token }) => token), leaseMs];
  const [held] = await db.query<[{ token: string }[], number]>(RENEW, parameters);
  return new Set(held.map(({ token }) => token));
};

/** Gives a job back before its end, so that another worker can take it at once. The attempt counts. */
export const releaseJob = async (db: EntityManager, { id, token }: HeldJob): Promise<void> => {
  await db.query('UPDATE jobs SET lease_token = NULL, lease_until = NULL WHERE id = $1 AND lease_token = $2', [
    id,
    token,
  ]);
};

export const isDeleted = async (db: EntityManager, { id }: HeldJob): Promise<boolean> => {
  const rows = await db.query<unknown[]>('SELECT 1 FROM jobs WHERE id = $1', [id]);
  return rows.length === 0;
};

/**
 * Locks a job until the transaction ends, so that no other worker takes it even if the lease ends meanwhile. The lock
 * allows the renewal of the lease. Throws LeaseLost if the job is no longer held.
 */
export const lockHeld = async (tx: EntityManager, { id, token }: HeldJob): Promise<void> => {
  const lock = 'SELECT 1 FROM jobs WHERE id = $1 AND lease_token = $2 FOR KEY SHARE';
  const rows = await tx.query<unknown[]>(lock, [id, token]);
  if (rows.length === 0) throw new LeaseLost(`The job ${id} is no longer held by this worker.`);
};
