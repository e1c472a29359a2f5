/** The whole life of a program: start it, wait for SIGINT or SIGTERM, stop it once, in order. */
export const runProgram = async (start: () => Promise<{ close(): Promise<void> }>): Promise<void> => {
  try {
    const { close } = await start();
    const stop = () => {
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};
