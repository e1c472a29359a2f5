import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const ps = (pid: number, columns: string): string | null => {
  try {
    const output = execFileSync('ps', ['-o', columns, '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] });
    return output.toString().trim() || null;
  } catch {
    return null;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The states of proc(5) for a process that has ended: a zombie, or dead. */
const hasEnded = (state: string): boolean => /^[ZX]/.test(state);

/** From /proc/PID/stat (proc(5)): the state is field 3, the start time field 22. The name before them may contain spaces. */
const identityFromProc = (pid: number, stat: string): string | null => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (hasEnded(fields[0] ?? '')) return null;
  return [pid, fields[19], read('/proc/sys/kernel/random/boot_id')?.trim()].join(' ');
};

/**
 * A text that differs for every process that ever runs on this machine, although pids are used again: the pid with the time
 * of its start. Null if no such process runs.
 */
export const processIdentity = (pid: number): string | null => {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const stat = read(`/proc/${pid}/stat`);
  if (stat) return identityFromProc(pid, stat);
  const row = process.platform === 'win32' ? null : ps(pid, 'stat=,lstart=');
  if (!row) return String(pid);
  const [state = '', ...start] = row.split(/\s+/);
  return hasEnded(state) ? null : [pid, ...start].join(' ');
};

/** The command line of a running process: its arguments, or one text where the system does not separate them. */
export const commandLineOf = (pid: number): readonly string[] => {
  const line = read(`/proc/${pid}/cmdline`);
  if (line !== null) return line.split('\0');
  const command = process.platform === 'win32' ? null : ps(pid, 'command=');
  return command ? [command] : [];
};
