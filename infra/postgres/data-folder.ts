import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lchownSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { toDataFolderError } from './data-folder-error';
import { type User, unprivilegedUser } from './server-user';
import { isReachableByOthers, trustedFolder } from './trusted-folder';

/** The folder of an embedded PostgreSQL: checked, and with real paths. */
export interface DataFolder {
  readonly path: string;
  /** Folder of the database cluster. May not exist yet. */
  readonly cluster: string;
  /** File with the password of the superuser. May not exist yet. */
  readonly passwordFile: string;
  /** The user to run PostgreSQL as, or null for this process's own. */
  readonly server: User | null;
}

/** Where the data is if this process is root and the other user cannot reach DATA_DIR. Only root can write to it. */
const ROOTS_FOLDER = '/var/lib/wizness-graph';

/** `directory`, or if `server` cannot reach it, a folder that depends only on its path. */
const reachablePath = (directory: string, server: User | null): string => {
  const requested = resolve(directory);
  if (!server || isReachableByOthers(join(requested, '..'))) return requested;
  return join(ROOTS_FOLDER, createHash('sha256').update(requested).digest('hex').slice(0, 12));
};

/** Creates a folder and those above it. The `recursive` option of Node's mkdir never returns below /proc. */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  if (path !== dirname(path)) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o755 });
};

const describeFolder = (path: string, server: User | null): DataFolder => ({
  path,
  cluster: join(path, 'cluster'),
  passwordFile: join(path, 'password'),
  server,
});

/** The data folder at `directory`, or null if there is none. Throws DataFolderError if another user can change it. */
export const findDataFolder = (directory: string): DataFolder | null => {
  const server = unprivilegedUser();
  const path = reachablePath(directory, server);
  if (!statSync(path, { throwIfNoEntry: false })) return null;
  return describeFolder(trustedFolder(path, server), server);
};

/** Creates the data folder at `directory` if it is missing. Throws DataFolderError if it cannot be used. */
export const openDataFolder = (directory: string): DataFolder => {
  const server = unprivilegedUser();
  const requested = reachablePath(directory, server);
  try {
    makeFolder(requested);
    const path = trustedFolder(requested, server);
    if (server) {
      // The other user owns only the cluster in it. It must be able to pass through.
      lchownSync(path, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
      chmodSync(path, (lstatSync(path).mode & 0o755) | 0o011);
    }
    return describeFolder(path, server);
  } catch (error) {
    throw toDataFolderError(requested, error);
  }
};
