import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { startWorkerProcess, type WorkerProcess } from '../../test/support/job-processes';
import { type Effect, openToil, slowJob, slowOnceJob } from '../../test/support/jobs';
import { waitUntil } from '../../test/support/wait-until';
import { enqueueJob } from './enqueue-job';

const LEASE_MS = 2000;

describe('a job whose worker is a process', () => {
  let database: TestDatabase;
  let db: DataSource;
  const workers: WorkerProcess[] = [];
  beforeAll(async () => {
    database = await cloneDatabase('toil', async (url) => (await openToil(url)).destroy());
    db = await openToil(database.url);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.kill();
    await db.query('TRUNCATE jobs, effects');
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const start = async (name: string, schedule = false): Promise<WorkerProcess> => {
    const worker = await startWorkerProcess(database.url, name, { leaseMs: LEASE_MS, schedule });
    workers.push(worker);
    return worker;
  };
  const enqueue = (number: number, ms = 0, job = slowJob) =>
    db.transaction((tx) => enqueueJob(tx, job, { payload: { number, ms } }));
  const effects = () => db.query<Effect[]>('SELECT step, number, worker FROM effects ORDER BY id');
  const failures = () =>
    db.query<{ kind: string; error_code: string }[]>('SELECT kind, error_code FROM jobs WHERE failed');
  const begun = () => waitUntil(async () => (await effects()).length > 0);

  test('is run by another one, soon after the lease has ended, if its own is killed', async () => {
    const first = await start('first');
    await enqueue(1, 1000);
    await begun();
    await first.kill();
    await start('second');
    await waitUntil(async () => (await effects()).some(({ step }) => step === 'done'));
    expect(await effects()).toEqual([
      { step: 'begun', number: 1, worker: 'first' },
      { step: 'begun', number: 1, worker: 'second' },
      { step: 'done', number: 1, worker: 'second' },
    ]);
    const [row] = await db.query<[{ seconds: string }]>(
      'SELECT extract(epoch FROM max(at) FILTER (WHERE step = $1) - min(at)) AS seconds FROM effects',
      ['begun'],
    );
    expect(Number(row.seconds)).toBeGreaterThan(LEASE_MS / 1000 - 0.5);
  });

  test('cannot be completed by a worker that was stopped for longer than its lease', async () => {
    const first = await start('first');
    await enqueue(1, 500);
    await begun();
    first.signal('SIGSTOP');
    await start('second');
    await waitUntil(async () => (await effects()).some(({ step }) => step === 'done'));
    first.signal('SIGCONT');
    await waitUntil(() => first.codes.includes('LEASE_LOST'));
    expect((await effects()).filter(({ step }) => step === 'done')).toEqual([
      { step: 'done', number: 1, worker: 'second' },
    ]);
  });

  test('that is run at most once is given up, and not run again, if its worker is killed', async () => {
    const first = await start('first');
    await enqueue(1, 1000, slowOnceJob);
    await begun();
    await first.kill();
    await start('second');
    await waitUntil(async () => (await failures()).length > 0);
    expect(await failures()).toEqual([{ kind: 'slow-once', error_code: 'WORKER_LOST' }]);
    expect(await effects()).toHaveLength(1);
  });

  test('is run once, however many processes look for jobs, and for however much longer than its lease', async () => {
    await Promise.all([start('first'), start('second')]);
    const jobs = Array.from({ length: 150 }, (_, number) => number);
    await enqueue(1000, LEASE_MS * 2.5);
    await Promise.all(jobs.map((number) => enqueue(number)));
    await waitUntil(async () => (await effects()).length >= 302);
    const written = await effects();
    const numbers = (step: string) =>
      written.flatMap((effect) => (effect.step === step ? [effect.number] : [])).toSorted((a, b) => a - b);
    expect(numbers('begun')).toEqual([...jobs, 1000]);
    expect(numbers('done')).toEqual([...jobs, 1000]);
    expect(new Set(written.map(({ worker }) => worker))).toEqual(new Set(['first', 'second']));
  });

  test('on a schedule is run once each time over all processes, and once for all the times that were missed', async () => {
    const one = await start('first', true);
    await waitUntil(async () => (await effects()).length >= 1);
    await one.kill();
    // The next run is due, and so are three later ones.
    await pause(3500);
    await db.query('TRUNCATE effects');
    await Promise.all([start('second', true), start('third', true)]);
    await waitUntil(async () => (await effects()).length >= 4);
    const rows = await db.query<{ slot: string }[]>(
      'SELECT floor(extract(epoch FROM at)) AS slot FROM effects ORDER BY id',
    );
    const slots = rows.map(({ slot }) => Number(slot));
    // The missed runs and the next one may fall into the same second; two of one time would be four in three seconds.
    const [first = 0, ...later] = slots.slice(1);
    expect(later).toEqual(later.map((_, index) => first + index + 1));
    const [{ waiting }] = await db.query<[{ waiting: string }]>(
      "SELECT count(*) AS waiting FROM jobs WHERE kind = 'tick' AND ended_at IS NULL",
    );
    expect(Number(waiting)).toBeLessThanOrEqual(1);
  });
});
