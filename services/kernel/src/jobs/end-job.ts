import type { EntityManager } from 'typeorm';
import { systemClock } from '../values/clock';
import { type JobKind, LeaseLost } from './job-kind';
import type { HeldJob } from './job-lease';

/** Key of the one waiting job of a kind that runs on a schedule. */
const SCHEDULED = 'schedule';

const NEXT_RUN = 'to_timestamp((floor(extract(epoch FROM now()) / $4) + 1) * $4)';

// A job that was due before, because of a longer interval or a clock that has been set back, becomes due earlier.
const SCHEDULE = (firstRun: string): string => `
  INSERT INTO jobs (id, kind, key, payload, run_at) VALUES ($1, $2, $3, '{}', ${firstRun})
  ON CONFLICT (kind, key) WHERE ended_at IS NULL DO UPDATE SET run_at = least(jobs.run_at, ${NEXT_RUN})
  WHERE jobs.run_at > ${NEXT_RUN}`;

/** Makes sure that the next run of `job` is enqueued, if it has a schedule. A new kind runs at once. */
export const ensureSchedule = async (db: EntityManager, job: JobKind): Promise<void> => {
  if (job.everyMs === null) return;
  await db.query(SCHEDULE("'-infinity'"), [systemClock.newId('job'), job.kind, SCHEDULED, job.everyMs / 1000]);
};

const scheduleNext = async (tx: EntityManager, job: JobKind): Promise<void> => {
  if (job.everyMs === null) return;
  await tx.query(SCHEDULE(NEXT_RUN), [systemClock.newId('job'), job.kind, SCHEDULED, job.everyMs / 1000]);
};

const END = `
  UPDATE jobs SET ended_at = now(), failed = $3::text IS NOT NULL, error_code = coalesce($3, error_code),
    payload = CASE WHEN $3::text IS NULL THEN '{}' ELSE payload END, lease_token = NULL, lease_until = NULL
  WHERE id = $1 AND lease_token = $2`;

const RETRY = `
  UPDATE jobs SET error_code = $3, run_at = now() + $4 * interval '1 ms', lease_token = NULL, lease_until = NULL
  WHERE id = $1 AND lease_token = $2`;

const expectOne = ([, count]: [unknown, number], { id }: HeldJob): void => {
  if (count !== 1) throw new LeaseLost(`The job ${id} is no longer held by this worker.`);
};

/** Ends a job within `tx`: done, or given up with an error code. Throws LeaseLost if it is no longer held. */
export const endJob = async (
  tx: EntityManager,
  held: HeldJob,
  job: JobKind,
  errorCode: string | null,
): Promise<void> => {
  expectOne(await tx.query<[unknown, number]>(END, [held.id, held.token, errorCode]), held);
  await scheduleNext(tx, job);
};

/** Lets a job be tried again after `waitMs`. Throws LeaseLost if it is no longer held. */
export const retryJob = async (db: EntityManager, held: HeldJob, errorCode: string, waitMs: number): Promise<void> => {
  expectOne(await db.query<[unknown, number]>(RETRY, [held.id, held.token, errorCode, waitMs]), held);
};

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60 * 60 * 1000;

/** Milliseconds before the attempt after `attempts`: doubled each time up to an hour, and up to a quarter more or less. */
export const retryDelay = (attempts: number, random: () => number = Math.random): number =>
  Math.round(Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS) * (0.75 + random() / 2));
