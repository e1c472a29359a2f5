import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PRELUDE = `
  const { live, say } = require(${JSON.stringify(join(__dirname, 'life.ts'))});
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const closing = (name, ms = 0) => async () => { await pause(ms); say('closed ' + name); };
  setInterval(() => undefined, 1000);
`;

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs `program` in a process of its own; sends it `signals` once it has said "up". */
const run = (program: string, signals: readonly { readonly signal: NodeJS.Signals; readonly after: number }[] = []) =>
  new Promise<Ended>((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', PRELUDE + program], { stdio: 'pipe' });
    let said = '';
    let up = false;
    const listen = (part: Buffer): void => {
      said += part.toString();
      if (up || !said.includes('up')) return;
      up = true;
      for (const { signal, after } of signals) setTimeout(() => child.kill(signal), after);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => done({ code, said }));
  });

const OWNING = "await life.owns(closing('database', 300)); await life.owns(closing('gateway', 300));";

describe('the life of a program', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends on %s, last come first, with 0', async (signal) => {
    const { code, said } = await run(`live(async (life) => { ${OWNING} say('up'); });`, [{ signal, after: 0 }]);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/closed gateway\nclosed database\n$/) });
  });

  test('takes the two signals of one Ctrl+C for one', async () => {
    const { code, said } = await run(`live(async (life) => { ${OWNING} say('up'); });`, [
      { signal: 'SIGINT', after: 0 },
      { signal: 'SIGINT', after: 100 },
    ]);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('closed database') });
  });

  test('ends at once on a second Ctrl+C', async () => {
    const { code, said } = await run(
      "live(async (life) => { await life.owns(closing('gateway', 60000)); say('up'); });",
      [
        { signal: 'SIGINT', after: 0 },
        { signal: 'SIGINT', after: 1300 },
      ],
    );
    expect({ code, said }).toEqual({ code: 1, said: expect.not.stringContaining('closed') });
  });

  test('ends while it starts, at its next step', async () => {
    const program = `live(async (life) => {
      await life.owns(closing('database')); say('up'); await pause(500);
      await life.owns(closing('gateway')); say('never said');
    });`;
    const { code, said } = await run(program, [{ signal: 'SIGINT', after: 0 }]);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/closed gateway\nclosed database\n$/) });
  });

  test.each([
    ['can not start', "throw new Error('Port 1 is in use.')", /Port 1 is in use\.\nclosed database\n$/],
    ['loses what it needs', "life.end('The gateway has ended.')", /The gateway has ended\.\nclosed database\n$/],
    ['has a bug', "setTimeout(() => { throw new Error('a bug') })", /a bug[^]*closed database\n$/],
  ])('closes what it owns and fails where it %s', async (_, step, words) => {
    const program = `live(async (life) => { await life.owns(closing('database')); ${step}; });`;
    expect(await run(program)).toEqual({ code: 1, said: expect.stringMatching(words) });
  });
});
