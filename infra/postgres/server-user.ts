import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { INFRA } from '../folders';

/** A user of the operating system. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

const idOf = (flag: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));

/** The user to run PostgreSQL as if this process is root, because PostgreSQL refuses to run as root. Otherwise null. */
export const unprivilegedUser = (): User | null => {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // No such user: try the next.
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`. Run as another user, or set DATABASE_URL.',
  );
};

/** Users who can change what this process does anyway: root, its own user, and the owner of this program. */
export const trustedUids = (): ReadonlySet<number> => new Set([0, process.getuid?.() ?? 0, statSync(INFRA).uid]);
