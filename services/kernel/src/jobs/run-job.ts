import type { EntityManager } from 'typeorm';
import type { Logger } from '../runtime/log';
import { framesOf } from '../runtime/log-error';
import type { Clock } from '../values/clock';
import { endJob, retryDelay, retryJob } from './end-job';
import { type JobHandler, type JobRun, LeaseLost, type OtherServices, PermanentFailure } from './job-kind';
import { type HeldJob, isDeleted, lockHeld } from './job-lease';

export interface JobEnvironment {
  readonly db: EntityManager;
  readonly clock: Clock;
  readonly log: Logger;
  /** Defaults to none. */
  readonly services?: OtherServices;
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return String(code ?? name ?? 'UNKNOWN').slice(0, 100);
};

/** How many failed jobs of a kind are kept. */
const countFailedJobs = async (db: EntityManager, kind: string): Promise<number> => {
  const [row] = await db.query<[{ count: string }]>('SELECT count(*) FROM jobs WHERE failed AND kind = $1', [kind]);
  return Number(row.count);
};

/** Runs one attempt at a job that this worker holds, and ends the job or lets it be tried again. */
export const runJob = async (
  { job, run }: JobHandler,
  held: HeldJob,
  signal: AbortSignal,
  { db, clock, log, services = {} }: JobEnvironment,
): Promise<void> => {
  const { id, kind, payload, attempts } = held;
  let isFinished = false;

  const write: JobRun['write'] = (work) =>
    db.transaction(async (tx) => {
      await lockHeld(tx, held);
      return work(tx);
    });
  const finish: JobRun['finish'] = async (work) => {
    await write(async (tx) => {
      await work(tx);
      await endJob(tx, held, job, null);
    });
    isFinished = true;
  };

  /** One statement where that is enough: most jobs have nothing to write. */
  const end = (): Promise<void> => (job.everyMs === null ? endJob(db, held, job, null) : finish(async () => undefined));

  const giveUp = async (code: string, error: unknown): Promise<void> => {
    await db.transaction((tx) => endJob(tx, held, job, code));
    const failed = await countFailedJobs(db, kind);
    log.error({ kind, job: id, code, attempts, failed, at: framesOf(error) }, 'a job has failed and is given up');
  };

  const fail = async (error: unknown): Promise<void> => {
    const code = codeOf(error);
    if (error instanceof PermanentFailure || attempts >= job.maxAttempts) return giveUp(code, error);
    const waitMs = retryDelay(attempts);
    await retryJob(db, held, code, waitMs);
    log.warn({ kind, job: id, code, attempts, waitMs, at: framesOf(error) }, 'a job failed and will be tried again');
  };

  try {
    // The last attempt allowed was begun, and its worker died.
    if (attempts > job.maxAttempts) return await giveUp('WORKER_LOST', null);
    const given = {
      id,
      payload,
      attempt: attempts,
      clock,
      services,
      signal,
      isDeleted: () => isDeleted(db, held),
      write,
      finish,
    };
    await run(given).then(
      () => (isFinished ? undefined : end()),
      (error: unknown) => {
        if (error instanceof LeaseLost) throw error;
        return fail(error);
      },
    );
  } catch (error) {
    // Another worker runs the job, or will when the lease ends.
    const reason = error instanceof LeaseLost ? 'LEASE_LOST' : codeOf(error);
    log.warn({ kind, job: id, code: reason, attempts }, 'the end of a job could not be recorded');
  }
};
