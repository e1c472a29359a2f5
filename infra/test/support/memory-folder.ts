import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY_FOLDER = '/dev/shm';

/** The folder for temporary files that are written faster in memory, if that has room for `bytes`; otherwise one on the disk. */
export const memoryFolder = (bytes: number): string => {
  if (!existsSync(MEMORY_FOLDER)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
  return bavail * bsize >= bytes ? MEMORY_FOLDER : tmpdir();
};
