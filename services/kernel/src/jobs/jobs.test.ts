import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { openToil, startWorker } from '../../test/support/jobs';
import { NEVER_MS, waitUntil } from '../../test/support/wait-until';
import { createLogger } from '../runtime/log';
import { systemClock } from '../values/clock';
import { deleteEndedJobsHandler } from './delete-ended-jobs';
import { retryDelay } from './end-job';
import { enqueueJob, type NewJob } from './enqueue-job';
import { defineJob, handleJob, type JobRun, PermanentFailure } from './job-kind';
import { timeToNextJob } from './job-lease';
import { type JobTiming, type JobWorker, runDueJobs } from './job-worker';

const payload = z.object({ number: z.number() });
type Payload = z.output<typeof payload>;
const job = defineJob({ kind: 'count', payload, maxAttempts: 3 });

describe('a job', () => {
  let database: TestDatabase;
  let db: DataSource;
  const workers: JobWorker[] = [];
  beforeAll(async () => {
    database = await cloneDatabase('toil', async (url) => (await openToil(url)).destroy());
    db = await openToil(database.url);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop();
    await db.query('TRUNCATE jobs, effects');
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const enqueue = (number: number, rest: Partial<NewJob<Payload>> = {}) =>
    db.transaction((tx) => enqueueJob(tx, job, { payload: { number }, ...rest }));
  const rows = () => db.query<Record<string, unknown>[]>('SELECT * FROM jobs ORDER BY id');
  const due = (run: (run: JobRun<Payload>) => Promise<void>) =>
    runDueJobs([handleJob(job, run)], { db: db.manager, clock: systemClock, log: createLogger('toil', 'silent') });
  const start = async (run: (run: JobRun<Payload>) => Promise<void>, timing: Partial<JobTiming> = {}) => {
    const worker = await startWorker({ url: database.url, handlers: [handleJob(job, run)], timing });
    workers.push(worker);
    return worker;
  };
  const numbersOf = (ran: number[]) => async (run: JobRun<Payload>) => void ran.push(run.payload.number);

  test('exists if the transaction that enqueued it is committed, and not if that is rolled back', async () => {
    const rolledBack = db.transaction(async (tx) => {
      await enqueueJob(tx, job, { payload: { number: 1 } });
      throw new Error('changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    expect(await rows()).toEqual([]);
    const id = await enqueue(2);
    expect(await rows()).toMatchObject([{ id, kind: 'count', payload: { number: 2 }, attempts: 0 }]);
  });

  test('is refused outside a transaction, and with a payload that does not match its schema', async () => {
    await expect(enqueueJob(db.manager, job, { payload: { number: 1 } })).rejects.toThrow('in the transaction');
    const wrong = { number: 'one' } as unknown as Payload;
    await expect(db.transaction((tx) => enqueueJob(tx, job, { payload: wrong }))).rejects.toThrow(
      /payload of a job count does not match its schema[^]*number/,
    );
  });

  test('runs as soon as it is enqueued, without a poll', async () => {
    const ran: number[] = [];
    await start(numbersOf(ran), { pollMs: NEVER_MS });
    await enqueue(1);
    await waitUntil(() => ran.length === 1);
    await enqueue(2);
    await waitUntil(() => ran.length === 2);
    expect(ran).toEqual([1, 2]);
  });

  test('with a time does not run before it, and runs then without a poll', async () => {
    const ran: { readonly number: number; readonly at: number }[] = [];
    const run = async (found: JobRun<Payload>) => void ran.push({ number: found.payload.number, at: Date.now() });
    await enqueue(1);
    await start(run, { pollMs: NEVER_MS });
    await waitUntil(() => ran.length === 1);
    const runAt = Date.now() + 600;
    await enqueue(2, { runAt: new Date(runAt) });
    await waitUntil(() => ran.length === 2);
    expect(ran.map(({ number }) => number)).toEqual([1, 2]);
    expect(ran[1]?.at).toBeGreaterThanOrEqual(runAt);
  });

  test('that becomes due after the worker has looked is not left for the next poll', async () => {
    expect(await timeToNextJob(db.manager, ['count'])).toBeNull();
    await enqueue(2, { runAt: new Date(Date.now() - 1) });
    expect(await timeToNextJob(db.manager, ['count'])).toBe(0);
    await enqueue(1);
    expect(await timeToNextJob(db.manager, ['count'])).toBe(0);
    expect(await timeToNextJob(db.manager, ['another'])).toBeNull();
  });

  test('with a key exists once, with the payload that was given last', async () => {
    const ran: number[] = [];
    await Promise.all([1, 2, 3].map((number) => enqueue(number, { key: 'post_1' })));
    await enqueue(4, { key: 'post_1' });
    await enqueue(5, { key: 'post_2' });
    await due(numbersOf(ran));
    expect(ran).toEqual([4, 5]);
    await enqueue(6, { key: 'post_1' });
    await due(numbersOf(ran));
    expect(ran).toEqual([4, 5, 6]);
  });

  test('that is enqueued again while it runs is run again, once', async () => {
    const ran: number[] = [];
    await enqueue(1, { key: 'post_1' });
    await due(async (run) => {
      ran.push(run.payload.number);
      if (run.payload.number > 1) return;
      await enqueue(2, { key: 'post_1' });
      await enqueue(3, { key: 'post_1' });
    });
    expect(ran).toEqual([1, 3]);
  });

  test('that is done keeps no payload', async () => {
    await enqueue(1);
    await due(async () => undefined);
    expect(await rows()).toMatchObject([{ payload: {}, failed: false, attempts: 1, lease_token: null }]);
    expect((await rows())[0]?.['ended_at']).not.toBeNull();
  });

  test('writes with its end in one transaction, and nothing if that fails', async () => {
    await enqueue(1);
    await due(({ finish }) =>
      finish(async (tx) => {
        await tx.query("INSERT INTO effects (step) VALUES ('done')");
        throw new Error('too late');
      }),
    );
    expect(await db.query('SELECT * FROM effects')).toEqual([]);
    expect(await rows()).toMatchObject([{ ended_at: null, attempts: 1, error_code: 'Error' }]);
  });

  test('that fails is tried again later, then given up and logged with its code but without its message', async () => {
    const lines: string[] = [];
    const log = createLogger('toil', 'silent');
    jest.spyOn(log, 'warn').mockImplementation((...entry: unknown[]) => void lines.push(JSON.stringify(entry)));
    jest.spyOn(log, 'error').mockImplementation((...entry: unknown[]) => void lines.push(JSON.stringify(entry)));
    const handler = handleJob(job, async () => {
      throw Object.assign(new Error('lea@example.org is unknown'), { code: 'NO_ROUTE' });
    });
    await enqueue(1);
    for (const attempt of [1, 2, 3]) {
      await runDueJobs([handler], { db: db.manager, clock: systemClock, log });
      expect(await rows()).toMatchObject([{ attempts: attempt, error_code: 'NO_ROUTE', failed: attempt === 3 }]);
      await db.query('UPDATE jobs SET run_at = now()');
    }
    expect(await rows()).toMatchObject([{ payload: { number: 1 } }]);
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain('lea@example.org');
    expect(lines[0]).toMatch(/"code":"NO_ROUTE"[^]*"waitMs":[^]*tried again/);
    expect(lines[2]).toMatch(/"code":"NO_ROUTE"[^]*"failed":1[^]*given up/);
  });

  test('that can never succeed is given up at once', async () => {
    await enqueue(1);
    await due(async () => {
      throw new PermanentFailure('REFUSED');
    });
    expect(await rows()).toMatchObject([{ attempts: 1, failed: true, error_code: 'REFUSED' }]);
  });

  test('with a payload that an older version wrote, and that cannot be read, is given up', async () => {
    await enqueue(1);
    await db.query(`UPDATE jobs SET payload = '{"count": 1}'`);
    await due(async () => undefined);
    expect(await rows()).toMatchObject([{ failed: true, error_code: 'INVALID_PAYLOAD' }]);
  });

  test('is finished before its worker stops, or given back if it takes too long', async () => {
    const ended: number[] = [];
    const worker = await start(
      async ({ payload: { number } }) => {
        await pause(number);
        ended.push(number);
      },
      { stopMs: 500 },
    );
    await enqueue(200);
    await enqueue(3000);
    await waitUntil(async () => (await rows()).filter((row) => row['lease_token']).length === 2);
    await worker.stop();
    workers.length = 0;
    expect(ended).toEqual([200]);
    expect((await rows()).map((row) => [row['ended_at'] !== null, row['lease_token']])).toEqual([
      [true, null],
      [false, null],
    ]);
    const again: number[] = [];
    await due(numbersOf(again));
    expect(again).toEqual([3000]);
  });

  test('is not delayed by a clock that has been set back by an hour', async () => {
    await enqueue(1);
    await enqueue(2);
    // What is in the table after the step: times of an hour ahead, and the lease of a worker that has died.
    await db.query("UPDATE jobs SET enqueued_at = now() + interval '1 hour'");
    await db.query(
      `UPDATE jobs SET attempts = 1, lease_token = gen_random_uuid(), lease_until = now() + interval '1 hour'
       WHERE payload ->> 'number' = '2'`,
    );
    const ran: number[] = [];
    await due(numbersOf(ran));
    expect(ran.toSorted()).toEqual([1, 2]);
  });

  test('that is done is deleted a day later, and one that was given up two weeks later', async () => {
    for (const number of [1, 2, 3, 4]) await enqueue(number);
    await due(async (run) => {
      if (run.payload.number > 2) throw new PermanentFailure('REFUSED');
    });
    const ids = (await rows()).map(({ id }) => String(id));
    for (const [index, hours] of [23, 25, 13 * 24, 15 * 24].entries()) {
      await db.query("UPDATE jobs SET ended_at = now() - $2 * interval '1 hour' WHERE id = $1", [ids[index], hours]);
    }
    const worker = await startWorker({ url: database.url, handlers: [deleteEndedJobsHandler] });
    workers.push(worker);
    await waitUntil(async () => (await rows()).filter(({ kind }) => kind === 'count').length === 2);
    const kept = (await rows()).filter(({ kind }) => kind === 'count').map(({ id }) => id);
    expect(kept).toEqual([ids[0], ids[2]]);
  });
});

test('The delays between attempts double up to an hour, and differ by a quarter at most', () => {
  const delays = (random: number) => [1, 2, 3, 11, 12, 20].map((attempts) => retryDelay(attempts, () => random) / 1000);
  expect(delays(0.5)).toEqual([2, 4, 8, 2048, 3600, 3600]);
  expect(delays(0)).toEqual([1.5, 3, 6, 1536, 2700, 2700]);
  expect(delays(1)).toEqual([2.5, 5, 10, 2560, 4500, 4500]);
});
