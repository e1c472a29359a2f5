import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { connectClient } from '@wizness/kernel';
import { childrenOf, signalAll } from '../process/processes';
import { findBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { type DataFolder, openDataFolder } from './data-folder';
import { addressOf, freePort } from './embedded-postgres';
import { type ServerProcess, startServerProcess } from './server-process';

/** One server of a pair. */
interface PairedServer {
  readonly port: number;
  /** URL of one of its databases, with the credentials of the superuser. */
  url(database: string): string;
  /** Sends a signal to the server and all of its processes. SIGKILL waits for the end. */
  signal(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

/** A primary, and a standby that streams from it: for tests of replicas and of failover. */
export interface ServerPair {
  readonly primary: PairedServer;
  readonly standby: PairedServer;
  /** Address of a database that names both: connections go to the one that accepts writes. */
  url(database: string): string;
  /** Makes the standby the primary. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerPairOptions {
  /** A folder for the data of both, in one that everyone may enter. */
  readonly directory: string;
  /** Whether a commit waits until the standby has written it. */
  readonly isSynchronous: boolean;
}

/** Name of the standby and of its replication slot. */
const STANDBY = 'standby';

interface Server extends PairedServer {
  stop(): Promise<void>;
}

const createServer = (folder: DataFolder, binaries: string, port: number): Server => {
  let running: ServerProcess | null = null;
  return {
    port,
    url: addressOf(folder, port),
    start: async () => {
      running = await startServerProcess(folder, { binaries, port, durable: true });
    },
    signal: async (signal) => {
      const { pid } = running ?? {};
      if (pid === undefined) return;
      signalAll([pid, ...childrenOf(pid)], signal);
      if (signal === 'SIGKILL') await running?.ended;
    },
    stop: async () => running?.stop(),
  };
};

/** Parts of a cluster that belong to the running server (PostgreSQL 18, 25.3.6). */
const OF_THE_SERVER = ['postmaster.pid', 'postmaster.opts'];
const EMPTIED = ['pg_replslot', 'pg_wal'];

/** Copies the cluster of a running primary, so that a server on the copy becomes its standby. */
const copyCluster = async (primary: PairedServer, from: DataFolder, to: DataFolder): Promise<void> => {
  const client = await connectClient(primary.url('postgres'));
  try {
    await client.query('SELECT pg_create_physical_replication_slot($1, true)', [STANDBY]);
    await client.query('SELECT pg_backup_start($1, true)', [STANDBY]);
    mkdirSync(to.cluster, { mode: 0o700 });
    if (to.server) lchownSync(to.cluster, to.server.uid, to.server.gid);
    const names = readdirSync(from.cluster).filter((name) => !OF_THE_SERVER.includes(name));
    execFileSync('cp', ['-Rp', ...names.map((name) => join(from.cluster, name)), to.cluster], { ...to.server });
    for (const folder of EMPTIED) {
      for (const name of readdirSync(join(to.cluster, folder))) {
        const isFile = name !== 'archive_status' && name !== 'summaries';
        if (isFile) rmSync(join(to.cluster, folder, name), { recursive: true });
      }
    }
    const { rows } = await client.query<{ label: string }>('SELECT labelfile AS label FROM pg_backup_stop(false)');
    writeFileSync(join(to.cluster, 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 });
  } finally {
    await client.end();
  }
  const { username, password } = new URL(primary.url('postgres'));
  const source = `host=127.0.0.1 port=${primary.port} user=${username} password=${password} application_name=${STANDBY}`;
  const settings = [`primary_conninfo = '${source}'`, `primary_slot_name = '${STANDBY}'`].join('\n');
  appendFileSync(join(to.cluster, 'postgresql.auto.conf'), `${settings}\n`);
  writeFileSync(join(to.cluster, 'standby.signal'), '');
  for (const name of ['backup_label', 'standby.signal']) {
    if (to.server) lchownSync(join(to.cluster, name), to.server.uid, to.server.gid);
  }
};

const COMMIT_WAITS = [
  `ALTER SYSTEM SET synchronous_standby_names = '${STANDBY}'`,
  'ALTER SYSTEM SET synchronous_commit = on',
  'SELECT pg_reload_conf()',
];

/** Starts a primary and its standby from the npm binaries, on free loopback ports. Neither is started again if it ends. */
export const startServerPair = async ({ directory, isSynchronous }: ServerPairOptions): Promise<ServerPair> => {
  // Otherwise the user of the servers cannot reach a folder of root in it, and the data would be in a folder that nobody removes.
  chmodSync(directory, 0o755);
  const folders = {
    primary: openDataFolder(join(directory, 'primary')),
    standby: openDataFolder(join(directory, STANDBY)),
  };
  const binaries = findBinaries(folders.primary);
  await ensureCluster(folders.primary, binaries, false);
  const primary = createServer(folders.primary, binaries, await freePort());
  const stop = async (): Promise<void> => {
    await standby.stop();
    await primary.stop();
  };
  writeFileSync(folders.standby.passwordFile, readFileSync(folders.primary.passwordFile), { mode: 0o600 });
  const standby = createServer(folders.standby, binaries, await freePort());
  // What a killed server has written is with the operating system, so nothing is lost. A power failure is not tested.
  appendFileSync(join(folders.primary.cluster, 'postgresql.auto.conf'), 'fsync = off\n');
  try {
    await primary.start();
    await copyCluster(primary, folders.primary, folders.standby);
    await standby.start();
    if (isSynchronous) {
      const client = await connectClient(primary.url('postgres'));
      for (const statement of COMMIT_WAITS) await client.query(statement);
      await client.end();
    }
    return {
      primary,
      standby,
      stop,
      url: (database) => {
        const { username, password, host } = new URL(primary.url(database));
        const hosts = `${host},${new URL(standby.url(database)).host}`;
        return `postgres://${username}:${password}@${hosts}/${database}?target_session_attrs=read-write`;
      },
      promote: async () => {
        const client = await connectClient(standby.url('postgres'));
        await client.query('SELECT pg_promote(true)');
        await client.end();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
