import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, processIdentity } from './process-identity';

/** A PostgreSQL that runs on a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** PostgreSQL's own lock of a cluster. Its first line is the pid of the server, its fourth line the port. */
const pidFileOf = (cluster: string): string => join(cluster, 'postmaster.pid');

const readLines = (cluster: string): string[] | null => {
  try {
    return readFileSync(pidFileOf(cluster), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const isSameFolder = (one: string, other: string): boolean => {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return Boolean(first && second) && first?.dev === second?.dev && first?.ino === second?.ino;
};

/** Whether `pid` is a PostgreSQL of `cluster`. A pid file may outlive its server, and its pid may be used again. */
const isPostmasterOf = (cluster: string, pid: number): boolean => {
  if (!processIdentity(pid)) return false;
  const line = commandLineOf(pid);
  if (line.length <= 1) return line.some((text) => text.includes(cluster));
  const folder = line[line.indexOf('-D') + 1];
  return line.includes('-D') && folder !== undefined && isSameFolder(folder, cluster);
};

/** The PostgreSQL that runs on `cluster`, or null. */
export const findPostmaster = (cluster: string): Postmaster | null => {
  const lines = readLines(cluster);
  const pid = Number(lines?.[0]);
  return lines && isPostmasterOf(cluster, pid) ? { pid, port: Number(lines[3]) } : null;
};

/**
 * Makes PostgreSQL accept a pid file whose server has ended, even if its pid belongs to another program by now. Its first
 * line becomes our pid, because PostgreSQL knows that its parent is not a server. The file is not removed: by its other lines
 * PostgreSQL recognises backends that have outlived their server. Call it only if {@link findPostmaster} returns null.
 */
export const releasePidFile = (cluster: string): void => {
  const lines = readLines(cluster);
  if (!lines) return;
  // Written on a full disk: it says nothing.
  if (!/^\d+$/.test(lines[0] ?? '')) return rmSync(pidFileOf(cluster));
  writeFileSync(pidFileOf(cluster), [String(process.pid), ...lines.slice(1)].join('\n'));
};
