import { readFileSync, readdirSync } from 'node:fs';
import type { Client } from 'pg';

/** A process as Linux describes it in /proc. */
export interface ProcessUsage {
  readonly pid: number;
  /** Its program: `node`, `postgres` … */
  readonly program: string;
  /** Resident memory in MB. It contains pages that are shared with other processes. */
  readonly residentMb: number;
  /** Processor time since its start, in milliseconds. */
  readonly cpuMs: number;
}

/** Linux counts processor time in hundredths of a second (proc(5)). */
const TICK_MS = 10;
const PAGE_MB = 4096 / 1024 / 1024;

interface Stat extends ProcessUsage {
  readonly parent: number;
}

/** proc(5), `stat`: the name in brackets, the parent as field 4, the times as 14 and 15, resident pages as 24. */
const statOf = (pid: number): Stat | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const field = (number: number): number => Number(fields[number - 3]);
    return {
      pid,
      program: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
      parent: field(4),
      cpuMs: (field(14) + field(15)) * TICK_MS,
      residentMb: field(24) * PAGE_MB,
    };
  } catch {
    // It has ended.
    return null;
  }
};

/** The process `pid` and all that it has started, directly or not. Throws an Error where there is no /proc. */
export const usageOfTree = (pid: number): readonly ProcessUsage[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const tree = all.filter((one) => one.pid === pid);
  for (const one of tree) tree.push(...all.filter(({ parent }) => parent === one.pid));
  return tree;
};

/**
 * Processor time of each connection of a database since it was opened, in milliseconds, by its process. It is exact where other
 * programs share the cores, unlike the time that a statement takes. Empty where there is no /proc.
 */
export const processorTimes = async (client: Client): Promise<ReadonlyMap<number, number>> => {
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  const times = new Map<number, number>();
  for (const { pid } of rows) {
    try {
      // The first number is nanoseconds on a processor.
      times.set(pid, Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6);
    } catch {
      // The connection has been closed since.
    }
  }
  return times;
};

/** What connections have used since `before`, in milliseconds. Those that are closed do not count. */
export const usedSince = (before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number =>
  [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
