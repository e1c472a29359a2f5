const WIDTH = 30;

/** A progress bar on a terminal. On anything else, such as a file or the log of a CI job, it prints nothing. */
export const progressBar = (total: number, out: NodeJS.WriteStream = process.stderr) => {
  const draw = (done: number, label: string): void => {
    if (!out.isTTY) return;
    const filled = Math.round((WIDTH * done) / Math.max(total, 1));
    const room = Math.max(0, (out.columns ?? 80) - WIDTH - 20);
    out.write(
      `\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${label.slice(0, room)}`,
    );
  };
  return {
    draw,
    /** Removes the bar, so that what follows stands on a line of its own. */
    clear: (): void => {
      if (out.isTTY) out.write('\r\u001b[K');
    },
  };
};
