import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DataFolderError } from './data-folder-error';
import { trustedUids, type User } from './server-user';

const STICKY = 0o1000;

const ANOTHER_FOLDER = 'Set DATA_DIR to a folder of this user.';

/** Whether users other than its owner can add, rename or remove what is in a folder. Its own group counts as its owner. */
const isWritableByOthers = ({ mode, gid }: Stats): boolean =>
  (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== process.getgid?.());

/** Whether any user can reach `path`: every folder above it that exists grants others the execute permission. */
export const isReachableByOthers = (path: string): boolean => {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory() && !(stats.mode & 0o001)) return false;
    if (folder === dirname(folder)) return true;
  }
};

/** Throws {@link DataFolderError} if another user can replace what is at `path`, by way of a folder above it. */
const expectTrustedParents = (path: string, correction: string): void => {
  const trusted = trustedUids();
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stats = statSync(folder);
    // In a sticky folder such as /tmp, users can replace only what they own.
    const isOpen = isWritableByOthers(stats) && !(stats.mode & STICKY);
    if (isOpen || !trusted.has(stats.uid))
      throw new DataFolderError(path, `other users can write to ${folder}`, correction);
    if (folder === dirname(folder)) return;
  }
};

/**
 * The real path of the folder at `path`, which must exist. Throws {@link DataFolderError} unless it is a folder that only
 * trusted users (and `server`, the user of PostgreSQL) own and can write to. A symbolic link of another user is refused.
 * Started as root, the folders above it are checked too: root would give a file of its own to another user.
 */
export const trustedFolder = (path: string, server: User | null, correction = ANOTHER_FOLDER): string => {
  if (process.platform === 'win32') return resolve(path);
  const trusted = trustedUids();
  if (lstatSync(path).isSymbolicLink() && !trusted.has(lstatSync(path).uid))
    throw new DataFolderError(path, 'it is a symbolic link of another user', correction);
  const real = realpathSync(path);
  const stats = lstatSync(real);
  if (!stats.isDirectory()) throw new DataFolderError(path, 'it is not a folder', correction);
  if (!trusted.has(stats.uid) && stats.uid !== server?.uid)
    throw new DataFolderError(path, `it belongs to another user (uid ${stats.uid})`, correction);
  if (isWritableByOthers(stats))
    throw new DataFolderError(path, 'other users can write to it', `Run: chmod go-w ${real}`);
  if (server) {
    expectTrustedParents(real, correction);
    expectTrustedParents(resolve(path), correction);
  }
  return real;
};

/** Throws {@link DataFolderError} if `path` exists but is not of the expected kind, or belongs to an unexpected user. */
export const expectOwn = (path: string, kind: 'file' | 'folder', server: User | null): void => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  const isKind = kind === 'file' ? stats.isFile() && stats.nlink === 1 : stats.isDirectory();
  const isOwn = process.platform === 'win32' || stats.uid === process.getuid?.() || stats.uid === server?.uid;
  if (!isKind || !isOwn || (stats.mode & 0o022) !== 0)
    throw new DataFolderError(path, `it is not a ${kind} of this user that others cannot change`, 'Remove it.');
};
