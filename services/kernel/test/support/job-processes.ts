import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const REPOSITORY = join(__dirname, '../../../..');

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** Codes of the warnings that it has logged. */
  readonly codes: readonly string[];
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it without warning. */
  kill(): Promise<void>;
}

/** Starts `job-process.ts` and waits until it works. */
export const startWorkerProcess = async (
  url: string,
  name: string,
  { leaseMs, schedule = false }: { readonly leaseMs: number; readonly schedule?: boolean },
): Promise<WorkerProcess> => {
  const program = ['--import', 'tsx', '--conditions=source', join(__dirname, 'job-process.ts')];
  const parameters = [url, name, String(leaseMs), schedule ? 'schedule' : ''];
  const child: ChildProcess = spawn(process.execPath, [...program, ...parameters], {
    cwd: REPOSITORY,
    env: { TSX_TSCONFIG_PATH: 'tsconfig.base.json' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const codes: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('{')) codes.push((JSON.parse(line) as { code: string }).code);
    });
  }
  if (child.stdout) await once(child.stdout, 'data');
  return {
    codes,
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
};
