/** What a process has used since its start. */
export interface Usage {
  readonly cpuMs: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
}

/** Sends the usage of this process to its parent. */
export const sendUsage = (): void => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, memory: process.memoryUsage.rss() } satisfies Usage);
};

/** The sum of what processes have used. */
export const sumOf = (usages: readonly Usage[]): Usage => ({
  cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  memory: usages.reduce((sum, { memory }) => sum + memory, 0),
});
