import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findBinaries, isReachableByOthers } from './binaries';

export interface EmbeddedPostgres {
  /** Folder of the data. */
  readonly directory: string;
  /** URL of one of its databases, with the credentials of the superuser. */
  url(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly directory: string;
  /** False is faster but can lose data in a power failure: for tests. */
  readonly durable: boolean;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const idOf = (flag: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));

/** The user to run PostgreSQL as if this process is root, because PostgreSQL refuses to run as root. Otherwise null. */
const unprivilegedUser = (): User | null => {
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

/** `directory`, or if `user` cannot reach it, a folder under /var/tmp that depends only on its path. */
const reachableDirectory = (directory: string, user: User | null): string => {
  const requested = resolve(directory);
  if (!user || isReachableByOthers(join(requested, '..'))) return requested;
  return join('/var/tmp', `wizness-graph-${createHash('sha256').update(requested).digest('hex').slice(0, 12)}`);
};

const freePort = (): Promise<number> =>
  new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

/** The locale of the messages is fixed because {@link untilReady} reads the log. */
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

const createCluster = (binaries: string, data: string, passwordFile: string, user: User | null): void => {
  const options = ['-D', data, '-U', 'wizness', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  const locale = [
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ];
  execFileSync(join(binaries, 'bin', 'initdb'), [...options, ...locale], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  });
};

/** Waits until the server accepts connections. Rejects with the last lines of its log if it exits first. */
const untilReady = (server: ChildProcess): Promise<void> =>
  new Promise((done, reject) => {
    const lines: string[] = [];
    const log = createInterface({ input: server.stderr as NodeJS.ReadableStream });
    log.on('line', (line) => {
      lines.push(line);
      if (line.includes('database system is ready to accept connections')) done();
      if (lines.length > 20) lines.shift();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${lines.join('\n')}`)));
  });

/** The port of the server that runs on this data folder, from its `postmaster.pid`, or null if none runs. */
const runningPort = (data: string): number | null => {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  try {
    process.kill(Number(lines[0]), 0);
    return Number(lines[3]);
  } catch {
    return null;
  }
};

const addressOf = (home: string, port: number) => (database: string) =>
  `postgres://wizness:${readFileSync(join(home, 'password'), 'utf8').trim()}@127.0.0.1:${port}/${database}`;

/** The embedded PostgreSQL that another process runs on `directory`, or null. Its `stop` does nothing. */
export const findRunningPostgres = (directory: string): EmbeddedPostgres | null => {
  const home = reachableDirectory(directory, unprivilegedUser());
  const port = runningPort(join(home, 'cluster'));
  return port ? { directory: home, url: addressOf(home, port), stop: async () => undefined } : null;
};

const stopServer = (server: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (server.exitCode !== null || server.signalCode !== null) return done();
    server.once('exit', () => done());
    // PostgreSQL's fast shutdown: open transactions are rolled back.
    server.kill('SIGINT');
  });

/**
 * Starts PostgreSQL from the npm binaries on a free loopback port, and creates the data folder on first use. If this process
 * is root, PostgreSQL runs as another user. Rejects if the folder is in use or there are no binaries for this platform.
 */
export const startEmbeddedPostgres = async ({
  directory,
  durable,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const user = unprivilegedUser();
  const home = reachableDirectory(directory, user);
  const binaries = findBinaries(user !== null);
  const data = join(home, 'cluster');
  const passwordFile = join(home, 'password');
  mkdirSync(home, { recursive: true });
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (user) {
    chmodSync(home, 0o711);
    chownSync(home, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  // initdb writes this file last. Without it an earlier attempt was interrupted, so the cluster is created again.
  if (!existsSync(join(data, 'global', 'pg_control'))) {
    rmSync(data, { recursive: true, force: true });
    createCluster(binaries, data, passwordFile, user);
  }
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];
  const flags = [...settings, ...(durable ? [] : fast)].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(binaries, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // In its own process group, so that Ctrl+C does not reach it: `stop` ends it after the services have closed.
    detached: true,
    ...user,
  });
  await untilReady(server);
  return { directory: home, url: addressOf(home, port), stop: () => stopServer(server) };
};
