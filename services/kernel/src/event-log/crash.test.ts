import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { STEPS, type Step } from '../../test/support/crash-consumer';
import { type Bench, openBench, positions, until } from '../../test/support/event-log';

const REPOSITORY = join(__dirname, '../../../..');
const EVENTS = 15;

describe('a consumer whose process is killed', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.empty());
  afterAll(() => bench.close());

  /** Runs the consumer in a process of its own until it dies; answers the signal. */
  const runAndDie = (step: Step, position: number): Promise<string | null> =>
    new Promise((done, failed) => {
      const program = [
        '--import',
        'tsx',
        '--conditions=source',
        join(__dirname, '../../test/support/crash-consumer.ts'),
      ];
      const env = { TSX_TSCONFIG_PATH: 'tsconfig.base.json' };
      const child = spawn(process.execPath, [...program, bench.url, step, String(position)], {
        cwd: REPOSITORY,
        env,
        stdio: ['ignore', 'ignore', 'ignore'],
        timeout: 20_000,
        killSignal: 'SIGTERM',
      });
      child.once('error', failed);
      child.once('exit', (code, signal) => done(signal ?? `exit ${code}`));
    });

  test.each(STEPS)(
    '%s, in the middle of a batch and at its end, loses no effect and doubles none',
    async (step) => {
      await bench.appendMany(EVENTS);
      for (const position of [3, 7]) {
        expect(await runAndDie(step, position)).toBe('SIGKILL');
        const stands = await bench.effects();
        expect(stands).toEqual(positions(1, stands.length));
        expect((await bench.checkpoint()) ?? 0).toBe(stands.length);
      }
      expect((await bench.effects()).length).toBeLessThan(EVENTS);
      const running = await bench.start();
      await until(async () => (await bench.effects()).length >= EVENTS);
      await running.close();
      expect(await bench.effects()).toEqual(positions(1, EVENTS));
    },
    60_000,
  );

  test('or whose connections are cut again and again, loses no effect and doubles none', async () => {
    await bench.appendMany(EVENTS);
    const running = await bench.start({
      handle: async (tx, { position }) => {
        await tx.query('INSERT INTO effects (position) VALUES ($1)', [position]);
        await tx.query('SELECT pg_sleep(0.03)');
      },
    });
    for (let count = 1; count <= 5; count += 1) {
      await until(async () => (await bench.cutWorking()) > 0);
      await until(async () => (await bench.effects()).length >= count * 3);
    }
    await until(async () => (await bench.effects()).length >= EVENTS);
    await running.close();
    expect(await bench.effects()).toEqual(positions(1, EVENTS));
  });
});
