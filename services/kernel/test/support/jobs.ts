import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { openServiceDatabase } from '../../src/data/postgres';
import type { Storage } from '../../src/data/storage';
import { BACKGROUND_TIMEOUTS } from '../../src/data/timeouts';
import { createWakeListener } from '../../src/event-log/wake-listener';
import { Job } from '../../src/jobs/job.entity';
import { defineJob, handleJob, type JobHandler, type JobKind } from '../../src/jobs/job-kind';
import { createJobs, dropJobs, jobChannel } from '../../src/jobs/job-table';
import { defaultJobTiming, type JobTiming, type JobWorker, startJobWorker } from '../../src/jobs/job-worker';
import { createLogger, type Logger } from '../../src/runtime/log';
import { systemClock } from '../../src/values/clock';

class Jobs1764000000000 implements MigrationInterface {
  readonly name = 'Jobs1764000000000';
  async up(db: QueryRunner): Promise<void> {
    await createJobs(db);
    // No unique key: an effect that is written twice must be visible twice.
    await db.query(
      'CREATE TABLE effects (id bigint GENERATED ALWAYS AS IDENTITY, step text, number integer, worker text, at timestamptz DEFAULT clock_timestamp())',
    );
  }
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE effects');
    await dropJobs(db);
  }
}

/** The service `toil`, which exists in tests only: it has jobs, and a table of what they have done. */
const toilStorage: Storage = { schema: 'toil', entities: [Job], migrations: [Jobs1764000000000] };

const open = (url: string) =>
  openServiceDatabase(
    { url, poolSize: 8, timeouts: BACKGROUND_TIMEOUTS, log: createLogger('toil', 'silent') },
    toilStorage,
  );

export const openToil = async (url: string): Promise<DataSource> => (await open(url)).dataSource;

export interface Effect {
  readonly step: string;
  readonly number: number;
  readonly worker: string;
}

const writeEffect = async (tx: EntityManager, step: string, number: number, worker: string): Promise<void> => {
  await tx.query('INSERT INTO effects (step, number, worker) VALUES ($1, $2, $3)', [step, number, worker]);
};

const payload = z.object({ number: z.number(), ms: z.number().optional() });

/** Writes the effect `begun`, takes `ms` milliseconds, and writes the effect `done` when it ends. */
export const slowJob = defineJob({ kind: 'slow', payload });
export const slowOnceJob = defineJob({ kind: 'slow-once', payload, delivery: 'AT_MOST_ONCE' });
/** Writes the effect `tick` every second. */
const tickJob = defineJob({ kind: 'tick', payload: z.object({}), everyMs: 1000 });

export const slowHandler = (job: JobKind<typeof payload>, worker: string): JobHandler =>
  handleJob(job, async ({ payload: { number, ms = 0 }, write, finish }) => {
    await write((tx) => writeEffect(tx, 'begun', number, worker));
    await pause(ms);
    await finish((tx) => writeEffect(tx, 'done', number, worker));
  });

export const tickHandler = (worker: string): JobHandler =>
  handleJob(tickJob, ({ finish }) => finish((tx) => writeEffect(tx, 'tick', 0, worker)));

export interface WorkerOptions {
  readonly url: string;
  readonly handlers: readonly JobHandler[];
  readonly timing?: Partial<JobTiming>;
  readonly log?: Logger;
}

/** Starts a worker with a connection pool of its own. */
export const startWorker = async ({ url, handlers, timing, log }: WorkerOptions): Promise<JobWorker> => {
  const { dataSource: db, login } = await open(url);
  const listener = createWakeListener({
    url,
    login,
    schema: toilStorage.schema,
    channels: [jobChannel(toilStorage.schema)],
    onWake: () => worker.wake(),
  });
  const worker: JobWorker = startJobWorker(handlers, {
    db: db.manager,
    listener,
    clock: systemClock,
    log: log ?? createLogger('toil', 'silent'),
    timing: { ...defaultJobTiming, ...timing },
  });
  return {
    wake: worker.wake,
    stop: async () => {
      await worker.stop();
      await listener.close();
      await db.destroy();
    },
  };
};
