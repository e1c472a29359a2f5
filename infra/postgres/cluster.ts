import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, lchownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataFolder } from './data-folder';
import { expectOwn } from './trusted-folder';

const execute = promisify(execFile);

/** The locale of the messages is fixed because we read them. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

const UNFINISHED = 'unfinished-';

/** Writes a new password for a new cluster, complete or not at all. */
const writePassword = ({ path, passwordFile, server }: DataFolder): void => {
  const unfinished = join(path, `${UNFINISHED}password-${randomBytes(8).toString('hex')}`);
  writeFileSync(unfinished, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 });
  if (server) lchownSync(unfinished, server.uid, server.gid);
  renameSync(unfinished, passwordFile);
};

/** An `initdb` whose start was killed may still write for a moment, so that a folder is not empty when it is removed. */
const REMOVAL = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

/** Removes what an interrupted start has left. */
const removeUnfinished = (path: string): void => {
  for (const name of readdirSync(path)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(path, name), REMOVAL);
  }
};

/**
 * Creates the cluster in `folder` if there is none. It is renamed into place when it is complete, because a killed `initdb`
 * leaves one that looks complete but is not. Throws DataFolderError if there is something else in its place.
 */
export const ensureCluster = async (folder: DataFolder, binaries: string, durable: boolean): Promise<void> => {
  const { path, cluster, passwordFile, server } = folder;
  expectOwn(cluster, 'folder', server);
  expectOwn(passwordFile, 'file', server);
  removeUnfinished(path);
  if (existsSync(cluster)) return;
  writePassword(folder);
  const unfinished = join(path, `${UNFINISHED}cluster-${randomBytes(8).toString('hex')}`);
  mkdirSync(unfinished, { mode: 0o700 });
  if (server) lchownSync(unfinished, server.uid, server.gid);
  const options = ['-D', unfinished, '-U', 'wizness', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    await execute(
      join(binaries, 'bin', 'initdb'),
      [...options, ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])],
      { env: SERVER_ENVIRONMENT, ...server },
    );
    renameSync(unfinished, cluster);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};
