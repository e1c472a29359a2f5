import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { STEPS, type Step } from '../../test/support/crash-consumer';
import { type OpenEventLog, openEventLog, positions, writeEffect } from '../../test/support/event-log';
import { waitUntil } from '../../test/support/wait-until';

const REPOSITORY = join(__dirname, '../../../..');
const EVENTS = 15;

describe('a consumer', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterEach(() => open.reset());
  afterAll(() => open.close());

  /** Runs the consumer in a child process until that kills itself. Returns the signal that ended it. */
  const runUntilKilled = (step: Step, position: number): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const program = [
        '--import',
        'tsx',
        '--conditions=source',
        join(__dirname, '../../test/support/crash-consumer.ts'),
      ];
      const env = { TSX_TSCONFIG_PATH: 'tsconfig.base.json' };
      const child = spawn(process.execPath, [...program, open.url, step, String(position)], {
        cwd: REPOSITORY,
        env,
        stdio: ['ignore', 'ignore', 'ignore'],
        timeout: 20_000,
        killSignal: 'SIGTERM',
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    });

  test.each(STEPS)(
    'writes every effect once when its process is killed %s, within a batch and at its end',
    async (step) => {
      await open.appendMany(EVENTS);
      for (const position of [3, 7]) {
        expect(await runUntilKilled(step, position)).toBe('SIGKILL');
        const effects = await open.effects();
        expect(effects).toEqual(positions(1, effects.length));
        expect((await open.checkpoint()) ?? 0).toBe(effects.length);
      }
      expect((await open.effects()).length).toBeLessThan(EVENTS);
      const running = await open.start();
      await waitUntil(async () => (await open.effects()).length >= EVENTS);
      await running.close();
      expect(await open.effects()).toEqual(positions(1, EVENTS));
    },
  );

  test('writes every effect once when its connections are terminated repeatedly', async () => {
    await open.appendMany(EVENTS);
    const running = await open.start({
      handle: async (tx, { position }) => {
        await writeEffect(tx, position);
        await tx.query('SELECT pg_sleep(0.03)');
      },
    });
    // Between two of them, at least one batch is committed.
    for (let count = 1; count <= 3; count += 1) {
      await waitUntil(async () => (await open.terminateSleeping()) > 0);
      await waitUntil(async () => (await open.effects()).length >= count * 4);
    }
    await waitUntil(async () => (await open.effects()).length >= EVENTS);
    await running.close();
    expect(await open.effects()).toEqual(positions(1, EVENTS));
  });
});
