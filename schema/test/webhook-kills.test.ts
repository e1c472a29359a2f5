import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { waitUntil } from '@wizness/kernel/testing';
import { SCHEMA_FOLDER } from '../src/files';
import { openReceiver, openWebhookGraph, type Received, type Receiver, type WebhookGraph } from './support/webhooks';

const SEED = 17;
const POSTS = 60;
const KILLS = 2;
/** Deliveries of one endpoint that may be under way when its worker is killed: those that are due, and the next one. */
const IN_FLIGHT = 9;
const TIMING = {
  pollMs: 30,
  leaseMs: 1000,
  turnMs: 2000,
  timeoutMs: 400,
  retriesMs: Array.from({ length: 40 }, () => 60),
};

const REPOSITORY = join(SCHEMA_FOLDER, '..');
/** Lets a process run TypeScript. */
const TYPESCRIPT = join(REPOSITORY, 'infra', 'test', 'support', 'typescript.cjs');

const positionOf = ({ headers }: Received): number => Number(String(headers['webhook-id']).split('_')[1]);

describe('Webhooks while their workers are killed', () => {
  let open: WebhookGraph;
  let receiver: Receiver;
  const workers: ChildProcess[] = [];
  const log: { readonly position: number; readonly taken: boolean }[] = [];

  /** Starts a gateway in a process of its own. */
  const startWorker = async (): Promise<void> => {
    const program = ['--require', TYPESCRIPT, join(__dirname, 'support/webhook-process.ts')];
    const child = spawn(
      process.execPath,
      [...program, open.database.url, JSON.stringify(open.environment), JSON.stringify(TIMING)],
      {
        cwd: REPOSITORY,
        env: {},
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    workers.push(child);
    if (child.stdout) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  };
  const kill = async (child: ChildProcess | undefined): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };

  beforeAll(async () => {
    open = await openWebhookGraph('embedded', 'kills', null);
    receiver = await openReceiver();
  });
  afterAll(async () => {
    await Promise.all(workers.map(kill));
    await receiver.close();
    await open.close();
  });

  test('Every entry arrives, in order of first attempts, and what is repeated has the same id', async () => {
    const failing = fc.sample(fc.integer({ min: 0, max: 99 }), { seed: SEED, numRuns: 1000 });
    receiver.answerWith((response, received) => {
      const fate = failing[log.length] ?? 0;
      const taken = fate >= 35;
      log.push({ position: positionOf(received), taken });
      // One in three fails, and one in fifty never answers.
      if (fate >= 2) response.writeHead(taken ? 204 : 500).end();
    });
    await open.create(`${receiver.url}/kills`);
    await startWorker();
    const thresholds = fc
      .sample(fc.integer({ min: 5, max: 2 * (POSTS / KILLS) }), { seed: SEED, numRuns: KILLS })
      .map((share, index) => share + index * (POSTS / KILLS));
    const slugs = Array.from({ length: POSTS }, (_, index) => `kill-${index}`);
    const writing = open.publish(slugs);
    for (const threshold of thresholds) {
      await waitUntil(async () => log.length >= threshold);
      await Promise.all(workers.splice(0).map(kill));
      await startWorker();
    }
    // Two at the same time for the rest: each endpoint has one of them.
    await startWorker();
    await writing;
    const rows = await open.sql(
      `SELECT position FROM content.events WHERE type = 'PostPublished' AND subject IN (SELECT id FROM content.posts WHERE slug LIKE 'kill-%') ORDER BY position`,
    );
    const expected = rows.map(({ position }) => Number(position));
    expect(expected).toHaveLength(POSTS);
    const pending = 'SELECT 1 FROM content.webhook_deliveries WHERE status = $1';
    const succeeded = async () => (await open.sql(pending, ['SUCCEEDED'])).length;
    await waitUntil(async () => (await succeeded()) === POSTS);

    const firstSeen = [...new Set(log.map(({ position }) => position))];
    expect(firstSeen).toEqual(expected);
    const taken = log.filter((each) => each.taken).map(({ position }) => position);
    expect([...new Set(taken)].toSorted((one, other) => one - other)).toEqual(expected);
    // Taken, and sent again: the worker was killed before it had written that.
    expect(taken.length - POSTS).toBeLessThanOrEqual(KILLS * IN_FLIGHT);
    expect(await open.sql(pending, ['FAILED'])).toEqual([]);
    expect(await open.deliveries()).toMatchObject({ enabled: true });
  });
});
