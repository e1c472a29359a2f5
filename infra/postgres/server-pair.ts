import { execFile } from 'node:child_process';
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
import { promisify } from 'node:util';
import { connectClient } from '@wizness/kernel';
import { choosePort } from '../process/choose-port';
import { childrenOf, signalAll } from '../process/processes';
import { findBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { type DataFolder, openDataFolder } from './data-folder';
import { addressOf } from './embedded-postgres';
import { type ServerProcess, startServerProcess } from './server-process';

const execute = promisify(execFile);

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
  /** Makes the standby the primary, and the primary, which must have ended, the one to rebuild as a standby. */
  promote(): Promise<void>;
  /** Replaces the data of the standby with a copy of that of the primary, and starts it. May be repeated if it fails. */
  rebuildStandby(): Promise<void>;
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
  readonly folder: DataFolder;
  stop(): Promise<void>;
}

const createServer = (folder: DataFolder, binaries: string, port: number): Server => {
  let running: ServerProcess | null = null;
  return {
    folder,
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
/** What a copy has none of: the standby gets it from the primary. */
const EMPTIED = ['pg_replslot', 'pg_wal'];

const DROP_SLOT = 'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1';

/** Copies the cluster of a running primary, so that a server on the copy becomes its standby. */
const copyCluster = async (primary: Server, to: DataFolder): Promise<void> => {
  const from = primary.folder;
  const own = (path: string): void => {
    if (to.server) lchownSync(path, to.server.uid, to.server.gid);
  };
  const makeFolder = (path: string): void => {
    mkdirSync(path, { mode: 0o700 });
    own(path);
  };
  const client = await connectClient(primary.url('postgres'));
  try {
    await client.query(DROP_SLOT, [STANDBY]);
    await client.query('SELECT pg_create_physical_replication_slot($1, true)', [STANDBY]);
    await client.query('SELECT pg_backup_start($1, true)', [STANDBY]);
    makeFolder(to.cluster);
    const names = readdirSync(from.cluster).filter((name) => ![...OF_THE_SERVER, ...EMPTIED].includes(name));
    await execute('cp', ['-Rp', ...names.map((name) => join(from.cluster, name)), to.cluster], { ...to.server });
    for (const name of EMPTIED) makeFolder(join(to.cluster, name));
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
  for (const name of ['backup_label', 'standby.signal']) own(join(to.cluster, name));
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
    first: openDataFolder(join(directory, 'first')),
    second: openDataFolder(join(directory, 'second')),
  };
  const binaries = findBinaries(folders.first);
  await ensureCluster(folders.first, binaries, false);
  writeFileSync(folders.second.passwordFile, readFileSync(folders.first.passwordFile), { mode: 0o600 });
  const servers = [
    createServer(folders.first, binaries, await choosePort()),
    createServer(folders.second, binaries, await choosePort()),
  ] as const;
  let [primary, standby]: readonly [Server, Server] = servers;
  const stop = async (): Promise<void> => {
    await standby.stop();
    await primary.stop();
  };
  const rebuildStandby = async (): Promise<void> => {
    await standby.signal('SIGKILL');
    rmSync(standby.folder.cluster, { recursive: true, force: true });
    await copyCluster(primary, standby.folder);
    await standby.start();
    if (!isSynchronous) return;
    const client = await connectClient(primary.url('postgres'));
    for (const statement of COMMIT_WAITS) await client.query(statement);
    await client.end();
  };
  // What a killed server has written is with the operating system, so nothing is lost. A power failure is not tested.
  appendFileSync(join(folders.first.cluster, 'postgresql.auto.conf'), 'fsync = off\n');
  try {
    await primary.start();
    await rebuildStandby();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    get primary() {
      return primary;
    },
    get standby() {
      return standby;
    },
    stop,
    rebuildStandby,
    url: (database) => {
      const { username, password } = new URL(primary.url(database));
      const hosts = servers.map((server) => new URL(server.url(database)).host).join();
      return `postgres://${username}:${password}@${hosts}/${database}?target_session_attrs=read-write`;
    },
    promote: async () => {
      const client = await connectClient(standby.url('postgres'));
      await client.query('SELECT pg_promote(true)');
      await client.end();
      [primary, standby] = [standby, primary];
    },
  };
};
