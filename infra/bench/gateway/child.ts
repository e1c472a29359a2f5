import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

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

/** Starts a script of this folder. The semi-space is equal for all, as `npm start` sets it. */
export const startChild = (script: string): { readonly child: Child; readonly ready: Promise<unknown> } => {
  const process = fork(join(__dirname, `${script}.js`), { execArgv: ['--max-semi-space-size=64'], stdio: 'inherit' });
  const child: Child = {
    ask: (message) => {
      const answer = firstMessage<never>(process);
      process.send(message as object);
      return answer;
    },
    stop: async () => {
      process.disconnect();
      if (process.exitCode === null) await once(process, 'exit');
    },
  };
  return { child, ready: once(process, 'message').then(([message]) => message as unknown) };
};
