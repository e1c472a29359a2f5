/** What a program started with {@link live} may do with its own life. */
export interface Life {
  /** Hands over what must be closed at the end, last come first. Rejects where the end has begun already. */
  owns(close: () => Promise<unknown>): Promise<void>;
  /** Ends the program from within. */
  end(reason: string): void;
}

/** npm and the terminal both pass on one Ctrl+C; only what comes later than this is a second one. */
const SAME_SIGNAL_MS = 1000;

class Ending extends Error {}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const complain = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
};

/**
 * The whole life of a program that owns others: starts it, ends it on SIGINT, SIGTERM or SIGHUP even while it starts,
 * closes what it owns in reverse order, and exits: 0 when asked to end, 1 when something went wrong. A second signal
 * tells everything to close at once and waits for nothing.
 */
export const live = (start: (life: Life) => Promise<void>): void => {
  const open: (() => Promise<unknown>)[] = [];
  let endedAt: number | undefined;

  const end = async (code: number): Promise<void> => {
    endedAt = performance.now();
    let result = code;
    // What is starting still uses what is open. It ends at its next call of `owns`.
    await started;
    for (let close = open.pop(); close; close = open.pop()) {
      await close().catch((error: unknown) => {
        complain(error);
        result = 1;
      });
    }
    process.exit(result);
  };

  const onSignal = (): void => {
    if (endedAt === undefined) {
      say('\nStopping; once more to stop at once.');
      void end(0);
    } else if (performance.now() - endedAt > SAME_SIGNAL_MS) {
      for (const close of open) void close().catch(complain);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  // Dying at once would leave behind what only this program can stop.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${error.stack}\n`);
    if (endedAt === undefined) void end(1);
  });

  const life: Life = {
    owns: async (close) => {
      if (endedAt === undefined) return void open.push(close);
      await close();
      throw new Ending();
    },
    end: (reason) => {
      if (endedAt !== undefined) return;
      complain(reason);
      void end(1);
    },
  };
  const started = start(life).catch((error: unknown) => {
    // Whatever fails after the end began failed because of it.
    if (endedAt !== undefined) return;
    complain(error);
    // Not awaited: it waits for this.
    void end(1);
  });
};
