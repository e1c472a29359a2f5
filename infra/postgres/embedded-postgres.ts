import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { Logger } from '@wizness/kernel';
import { findBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { type DataFolder, findDataFolder, openDataFolder } from './data-folder';
import { toDataFolderError } from './data-folder-error';
import { lockDataFolder, ownerOf } from './data-folder-lock';
import { findPostmaster } from './postmaster-pid';
import { type ServerProcess, startServerProcess, stopAbandonedServer } from './server-process';
import { supervise, type Supervision } from '../process/supervise';

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
  readonly log: Logger;
}

/** A free port. Another program may take it before PostgreSQL does. */
const freePort = (): Promise<number> =>
  new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const MAX_PORTS_TRIED = 5;

const superviseOnFreePort = async (supervision: (port: number) => Supervision<ServerProcess>) => {
  for (let tried = 1; ; tried += 1) {
    const port = await freePort();
    try {
      const { stop } = await supervise(supervision(port));
      return { port, stop };
    } catch (error) {
      if (!String(error).includes('Address already in use') || tried === MAX_PORTS_TRIED) throw error;
    }
  }
};

/** Returns a function for the URL of a database of the server on `port`, with the credentials of the superuser. */
export const addressOf = ({ passwordFile }: DataFolder, port: number) => {
  const password = readFileSync(passwordFile, 'utf8').trim();
  return (database: string): string => `postgres://wizness:${password}@127.0.0.1:${port}/${database}`;
};

/**
 * The embedded PostgreSQL that another living process runs on `directory`, or null. Its `stop` does nothing. One that a killed
 * process has left running is not returned: {@link startEmbeddedPostgres} stops it.
 */
export const findRunningPostgres = (directory: string): EmbeddedPostgres | null => {
  const folder = findDataFolder(directory);
  if (!folder || ownerOf(folder.path) === null) return null;
  const postmaster = findPostmaster(folder.cluster);
  if (!postmaster) return null;
  return { directory: folder.path, url: addressOf(folder, postmaster.port), stop: async () => undefined };
};

/**
 * Starts PostgreSQL from the npm binaries on a free loopback port, and creates the data folder on first use. If this process
 * is root, PostgreSQL runs as another user. A server that ends is started again on the same port, until `stop` is called.
 * Rejects with DataFolderInUse if another process uses the folder, with DataFolderError if the folder cannot be used.
 */
export const startEmbeddedPostgres = async ({
  directory,
  durable,
  log,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const folder = openDataFolder(directory);
  let unlock = (): void => undefined;
  try {
    unlock = lockDataFolder(folder.path);
    const binaries = findBinaries(folder);
    await stopAbandonedServer(folder);
    await ensureCluster(folder, binaries, durable);
    const { port, stop } = await superviseOnFreePort((free) => ({
      name: 'postgres',
      start: () => startServerProcess(folder, { binaries, port: free, durable }),
      log,
    }));
    return {
      directory: folder.path,
      url: addressOf(folder, port),
      stop: async () => {
        await stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw toDataFolderError(folder.path, error);
  }
};
