import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../folders';

const git = (...parameters: readonly string[]): void => void execFileSync('git', parameters, { cwd: REPOSITORY });

/** Links what `from` contains into the new folder `to`, so that it is found there, but not our own packages. */
const linkPackages = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@wizness') symlinkSync(join(from, name), join(to, name));
  }
};

/** The code of an earlier commit, built. */
export interface EarlierVersion {
  /** Removes what {@link buildVersion} has made. */
  remove(): void;
}

/**
 * Makes a built copy of a revision, such as `HEAD~1`, in the new folder `folder`. It uses the packages that are installed here. Throws
 * if there is no such revision, or it cannot be built.
 */
export const buildVersion = (revision: string, folder: string): EarlierVersion => {
  git('worktree', 'add', '--detach', folder, revision);
  const remove = (): void => git('worktree', 'remove', '--force', folder);
  try {
    linkPackages(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'node_modules', '@wizness'));
    const services = readdirSync(join(folder, 'services'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    for (const path of ['gateway', 'schema', 'infra', ...services.map(({ name }) => join('services', name))]) {
      symlinkSync(join(folder, path), join(folder, 'node_modules', '@wizness', path.split('/').at(-1) ?? ''));
      const own = join(REPOSITORY, path, 'node_modules');
      if (readdirSync(join(REPOSITORY, path)).includes('node_modules'))
        linkPackages(own, join(folder, path, 'node_modules'));
    }
    symlinkSync(join(REPOSITORY, 'gateway', 'web', 'dist'), join(folder, 'gateway', 'web', 'dist'));
    const compiler = join(folder, 'node_modules', 'typescript-native', 'bin', 'tsc');
    execFileSync(process.execPath, [compiler, '-b'], { cwd: folder, stdio: 'inherit' });
    return { remove };
  } catch (error) {
    remove();
    throw error;
  }
};
