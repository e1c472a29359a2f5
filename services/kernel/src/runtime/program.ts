import { keepNewObjectsYoung } from './new-objects';

/** What a program started with {@link runProgram} can do with its own life cycle. */
export interface Program {
  /**
   * Registers `close` to be called when the program stops; the last one registered is called first. Where the program is
   * already stopping it calls `close` at once and rejects, so that a start in progress ends at its next step.
   */
  closeOnStop(close: () => Promise<unknown>): Promise<void>;
  /** Lets SIGHUP call `reload` instead of stopping the program, unless it runs in a terminal, which sends SIGHUP when it closes. */
  reloadOnHangUp(reload: () => void): void;
  /** Stops the program with exit code 1 and prints `reason` to stderr. */
  fail(reason: string): void;
}

/** npm and the terminal both pass on one Ctrl+C, so two signals within this time count as one. */
const SAME_SIGNAL_MS = 1000;

class StartInterrupted extends Error {}

/** Prints one line to stdout. */
export const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Prints an error to stderr: its message, without the stack. */
export const printError = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
};

/**
 * Runs a program from start to exit. SIGINT, SIGTERM and SIGHUP stop it, even during the start: everything registered
 * with `closeOnStop` is closed in reverse order, then the process exits, with 0 after a signal and 1 after an error. A
 * second signal closes everything at once and exits with 1 without waiting. A program that was started with an IPC channel
 * also stops when its parent ends.
 */
export const runProgram = (start: (program: Program) => Promise<void>): void => {
  keepNewObjectsYoung();
  const closers: (() => Promise<unknown>)[] = [];
  let stoppedAt: number | undefined;

  const stop = async (exitCode: number): Promise<void> => {
    stoppedAt = performance.now();
    let result = exitCode;
    // A start in progress still uses what is open. It ends at its next call of `closeOnStop`.
    await started;
    for (let close = closers.pop(); close; close = closers.pop()) {
      await close().catch((error: unknown) => {
        printError(error);
        result = 1;
      });
    }
    process.exit(result);
  };

  const onSignal = (): void => {
    if (stoppedAt === undefined) {
      if (process.stdout.isTTY) printLine('\nStopping. Press Ctrl+C again to stop immediately.');
      void stop(0);
    } else if (performance.now() - stoppedAt > SAME_SIGNAL_MS) {
      for (const close of closers) void close().catch(printError);
      process.exit(1);
    }
  };
  let onHangUp = onSignal;
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  process.on('SIGHUP', () => onHangUp());
  // A parent that has opened a channel to this process has ended, perhaps by SIGKILL.
  if (process.channel) process.once('disconnect', onSignal);

  // Without this handler the process would end at once and leave its child processes running.
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    // Nobody reads the output any more.
    if (error.code !== 'EPIPE') process.stderr.write(`${error.stack}\n`);
    if (stoppedAt === undefined) void stop(1);
  });

  const program: Program = {
    closeOnStop: async (close) => {
      if (stoppedAt === undefined) return void closers.push(close);
      await close();
      throw new StartInterrupted();
    },
    reloadOnHangUp: (reload) => {
      if (!process.stdout.isTTY && !process.stdin.isTTY) onHangUp = reload;
    },
    fail: (reason) => {
      if (stoppedAt !== undefined) return;
      printError(reason);
      void stop(1);
    },
  };
  const started = start(program).catch((error: unknown) => {
    // An error after the stop began is a consequence of it.
    if (stoppedAt !== undefined) return;
    printError(error);
    // Not awaited: `stop` waits for this promise.
    void stop(1);
  });
};
