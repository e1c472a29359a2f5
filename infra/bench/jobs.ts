import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createJobs,
  createLogger,
  defaultJobTiming,
  defineJob,
  dropJobs,
  enqueueJob,
  handleJob,
  openDatabase,
  runDueJobs,
  systemClock,
} from '@wizness/kernel';
import { z } from 'zod';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';

const JOBS = 4000;
const WRITERS = 8;

type DataSource = Awaited<ReturnType<typeof openDatabase>>;

class Jobs1764000000000 {
  readonly name = 'Jobs1764000000000';
  up = createJobs;
  down = dropJobs;
}

const empty = defineJob({ kind: 'empty', payload: z.object({ number: z.number() }) });

/** How many of `count` are done in a second. */
const rate = async (count: number, work: () => Promise<unknown>): Promise<string> => {
  const start = performance.now();
  await work();
  return `${Math.round((count / (performance.now() - start)) * 1000)}/s`;
};

const enqueueAll = (db: DataSource): Promise<unknown> =>
  Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let number = writer; number < JOBS; number += WRITERS) {
        await db.transaction((tx) => enqueueJob(tx, empty, { payload: { number } }));
      }
    }),
  );

const runAll = async (db: DataSource, concurrency: number): Promise<void> => {
  const environment = { db: db.manager, clock: systemClock, log: createLogger('bench', 'warn') };
  const handler = handleJob(empty, async () => undefined);
  const attempts = await runDueJobs([handler], environment, { ...defaultJobTiming, concurrency });
  if (attempts !== JOBS) throw new Error(`${attempts} attempts at ${JOBS} jobs.`);
};

/** How many jobs one process enqueues, each in a transaction of its own, and how many that do nothing it runs. */
export const benchJobs = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'warn');
  const postgres = await startEmbeddedPostgres({ directory, durable: true, log });
  const storage = { schema: 'bench', entities: [], migrations: [Jobs1764000000000] };
  const db = await openDatabase({ url: postgres.url('postgres'), poolSize: WRITERS, log }, storage);
  try {
    const lines = [`${JOBS} jobs, one process, ${WRITERS} connections, with fsync:`];
    for (const concurrency of [1, 10, 50]) {
      const enqueued = await rate(JOBS, () => enqueueAll(db));
      const done = await rate(JOBS, () => runAll(db, concurrency));
      lines.push(`  enqueued ${enqueued}, then run ${concurrency} at a time ${done}`);
    }
    return lines.join('\n');
  } finally {
    await db.destroy();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
