import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { productionEnvironment } from '../environment';

/** A process of the benchmark. */
export interface Child {
  /** Sends a message and returns the next message of the process. */
  ask<Answer>(message: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

const firstMessage = async <Answer>(process: ChildProcess): Promise<Answer> => {
  const [answer] = (await once(process, 'message')) as [Answer];
  return answer;
};

const canPin = (): boolean => {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return availableParallelism() > 1;
  } catch {
    return false;
  }
};

/** Whether processes can be bound to a core: Linux with `taskset`, and more than one core. */
const isPinned = canPin();

const LAST_CORE = `${availableParallelism() - 1}`;

export interface ChildOptions {
  /** Binds the process to the last core, alone there if the machine is idle. */
  readonly pin?: boolean;
  readonly parameters?: readonly string[];
  /** Whether the process can collect its garbage when it is asked to, before its memory is measured. */
  readonly exposesGc?: boolean;
  /** Path of the Node that runs it. Defaults to the one that runs this process. */
  readonly node?: string;
}

/** Starts a script of this folder. */
export const startChild = (
  script: string,
  { pin = false, parameters = [], exposesGc = false, node = process.execPath }: ChildOptions = {},
): { readonly child: Child; readonly ready: Promise<unknown> } => {
  const flags = exposesGc ? ['--expose-gc'] : [];
  const started = fork(join(__dirname, `${script}.js`), parameters, {
    stdio: 'inherit',
    env: productionEnvironment(),
    ...(pin && isPinned
      ? { execPath: 'taskset', execArgv: ['-c', LAST_CORE, node, ...flags] }
      : { execPath: node, execArgv: flags }),
  });
  const child: Child = {
    ask: (message) => {
      const answer = firstMessage<never>(started);
      started.send(message as object);
      return answer;
    },
    stop: async () => {
      started.disconnect();
      if (started.exitCode === null) await once(started, 'exit');
    },
  };
  return { child, ready: once(started, 'message').then(([message]) => message as unknown) };
};
