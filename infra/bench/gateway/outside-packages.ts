import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '../../folders';

/** A program that is compared with ours, and needs a newer Node than this repository. */
export interface OutsideProgram {
  /** Path of its Node. */
  readonly node: string;
  /** Folder with its `node_modules`. */
  readonly folder: string;
}

/** The package that `node` on npm installs for this platform. */
const NODE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

const run = promisify(execFile);

/**
 * Installs packages, each with its version, and a Node of their own outside of the dependencies of this repository. They are kept for
 * the next run. Null if npm cannot provide them.
 */
export const provideOutside = async (
  nodeVersion: string,
  packages: Readonly<Record<string, string>>,
): Promise<OutsideProgram | null> => {
  const wanted = { [NODE]: nodeVersion, ...packages };
  const names = Object.entries(wanted).map(([name, version]) => `${name}@${version}`);
  const folder = join(REPOSITORY, 'node_modules', '.cache', 'bench', names.join('+').replaceAll('/', '-'));
  const node = join(folder, 'node_modules', NODE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const isComplete = (): boolean =>
    Object.keys(wanted).every((name) => existsSync(join(folder, 'node_modules', name, 'package.json')));
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm writes no package before it has fetched all.
  if (!isComplete()) {
    await run('npm', ['install', '--prefix', folder, ...options, ...names], {
      shell: process.platform === 'win32',
    }).catch(() => undefined);
  }
  return isComplete() ? { node, folder } : null;
};
