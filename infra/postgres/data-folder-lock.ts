import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@wizness/kernel';
import { processIdentity } from './process-identity';

/** Another process runs the PostgreSQL of this folder. */
class DataFolderInUse extends CodedError {
  readonly code = 'DATA_FOLDER_IN_USE';

  constructor(folder: string, pid: number) {
    super(
      `Another process (${pid}) is using the data in ${folder}. If it is Wizness Graph, stop it, or set DATA_DIR to another folder.`,
    );
  }
}

const FILE = 'owner';

const readOwner = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

/** The pid of the process that owns the lock, or null if there is none or it has ended. */
const livingOwner = (owner: string): number | null => {
  const pid = Number(owner.split(' ')[0]);
  return owner !== '' && processIdentity(pid) === owner ? pid : null;
};

/** The pid of the process that uses the data in `folder`, or null. */
export const ownerOf = (folder: string): number | null => livingOwner(readOwner(join(folder, FILE)));

/**
 * Makes this process the only user of the data in `folder`, and returns a function that releases it. The lock of a process
 * that has ended, even by SIGKILL, counts as released. Throws {@link DataFolderInUse} if another process has the lock.
 */
export const lockDataFolder = (folder: string): (() => void) => {
  const lock = join(folder, FILE);
  const own = processIdentity(process.pid) ?? String(process.pid);
  const random = randomBytes(8).toString('hex');
  const candidate = join(folder, `${FILE}-${random}`);
  try {
    writeFileSync(candidate, own, { flag: 'wx', mode: 0o600 });
    for (;;) {
      try {
        // Fails if the lock exists, and never leaves a lock without its owner.
        linkSync(candidate, lock);
        return () => rmSync(lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readOwner(lock);
      const pid = livingOwner(owner);
      if (pid !== null) throw new DataFolderInUse(folder, pid);
      removeStale(lock, owner, `${candidate}-stale`);
    }
  } finally {
    rmSync(candidate, { force: true });
  }
};

/** Removes the lock of `owner`, unless another process has replaced it in the meantime. */
const removeStale = (lock: string, owner: string, aside: string): void => {
  try {
    renameSync(lock, aside);
    if (readOwner(aside) !== owner) linkSync(aside, lock);
  } catch (error) {
    // Another process has removed the stale lock, or has already put its own in the place of one that was taken by mistake.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};
