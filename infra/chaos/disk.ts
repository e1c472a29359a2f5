import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const SIZE = '640m';
const BLOCK = Buffer.alloc(1024 * 1024);

/** Mounts a small disk in memory on `folder`. Returns how to remove it, or null if this user may not mount. */
export const mountSmallDisk = (folder: string): (() => void) | null => {
  // The user that PostgreSQL runs as must be able to pass through.
  chmodSync(folder, 0o755);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `mode=0755,size=${SIZE}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => void execFileSync('umount', ['-l', folder]);
};

/** Fills the disk of `folder` to the last byte for a time. */
export const fillDisk = async (folder: string, milliseconds: number): Promise<void> => {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  const fill = (): void => {
    try {
      for (;;) writeSync(file, BLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  };
  try {
    // PostgreSQL frees space when it recycles its log: that is taken too.
    for (const end = performance.now() + milliseconds; performance.now() < end; await pause(100)) fill();
  } finally {
    closeSync(file);
    rmSync(ballast);
  }
};
