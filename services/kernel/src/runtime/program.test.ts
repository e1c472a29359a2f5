import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PRELUDE = `
  const { runProgram, printLine } = require(${JSON.stringify(join(__dirname, 'program.ts'))});
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const closing = (name, ms = 0) => async () => { await pause(ms); printLine('closed ' + name); };
  setInterval(() => undefined, 1000);
`;

interface Result {
  readonly code: number | null;
  readonly output: string;
}

interface SignalToSend {
  readonly signal: NodeJS.Signals;
  /** Milliseconds after the program has printed "up". */
  readonly after: number;
}

/** Runs `source` as a process of its own and sends it `signals` after it has printed "up". */
const run = (source: string, signals: readonly SignalToSend[] = []) =>
  new Promise<Result>((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', PRELUDE + source], { stdio: 'pipe' });
    let output = '';
    let up = false;
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (up || !output.includes('up')) return;
      up = true;
      for (const { signal, after } of signals) setTimeout(() => child.kill(signal), after);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => done({ code, output }));
  });

const TWO_RESOURCES = `runProgram(async (program) => {
  await program.closeOnStop(closing('database', 300));
  await program.closeOnStop(closing('gateway', 300));
  printLine('up');
});`;

describe('runProgram', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops on %s, closes the last resource first and exits with 0',
    async (signal) => {
      const { code, output } = await run(TWO_RESOURCES, [{ signal, after: 0 }]);
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/closed gateway\nclosed database\n$/),
      });
    },
  );

  test('calls what reloads on SIGHUP, and goes on, where it is registered', async () => {
    const source = TWO_RESOURCES.replace(
      "printLine('up')",
      "program.reloadOnHangUp(() => printLine('reloaded')); printLine('up')",
    );
    const { code, output } = await run(source, [
      { signal: 'SIGHUP', after: 0 },
      { signal: 'SIGTERM', after: 300 },
    ]);
    expect({ code, output }).toEqual({ code: 0, output: 'up\nreloaded\nclosed gateway\nclosed database\n' });
  });

  test('treats the two signals of one Ctrl+C as one', async () => {
    const { code, output } = await run(TWO_RESOURCES, [
      { signal: 'SIGINT', after: 0 },
      { signal: 'SIGINT', after: 100 },
    ]);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('closed database') });
  });

  test('exits immediately on a second Ctrl+C', async () => {
    const { code, output } = await run(
      "runProgram(async (program) => { await program.closeOnStop(closing('gateway', 60000)); printLine('up'); });",
      [
        { signal: 'SIGINT', after: 0 },
        { signal: 'SIGINT', after: 1300 },
      ],
    );
    expect({ code, output }).toEqual({ code: 1, output: expect.not.stringContaining('closed') });
  });

  test('stops during the start, at its next step', async () => {
    const source = `runProgram(async (program) => {
      await program.closeOnStop(closing('database')); printLine('up'); await pause(500);
      await program.closeOnStop(closing('gateway')); printLine('never printed');
    });`;
    const { code, output } = await run(source, [{ signal: 'SIGINT', after: 0 }]);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/closed gateway\nclosed database\n$/) });
  });

  test('stops when the process that has started it with a channel ends', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', PRELUDE + TWO_RESOURCES], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      // The kernel closes the channel in the same way when the parent is killed.
      if (child.connected && output.includes('up')) child.disconnect();
    });
    const [code] = await once(child, 'exit');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/closed gateway\nclosed database\n$/) });
  });

  test.each([
    ['the start fails', "throw new Error('Port 1 is in use.')", /Port 1 is in use\.\nclosed database\n$/],
    ['it calls `fail`', "program.fail('The gateway has exited.')", /The gateway has exited\.\nclosed database\n$/],
    ['an exception is not caught', "setTimeout(() => { throw new Error('a bug') })", /a bug[^]*closed database\n$/],
  ])('closes its resources and exits with 1 when %s', async (_, step, expected) => {
    const source = `runProgram(async (program) => { await program.closeOnStop(closing('database')); ${step}; });`;
    expect(await run(source)).toEqual({ code: 1, output: expect.stringMatching(expected) });
  });
});
