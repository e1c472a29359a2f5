import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** `describe` of tests that need `nats-server`, the package of that name in Debian. Elsewhere they are skipped. */
export const describeWithNats = (title: string, tests: () => void): void => {
  const hasNats = spawnSync('nats-server', ['--version']).status === 0;
  if (hasNats) describe(title, tests);
  else describe.skip(`${title} (skipped: nats-server is not installed)`, tests);
};

/** A NATS server with JetStream, for one suite. */
export interface NatsServer {
  readonly url: string;
  /** Ends the server at once. */
  kill(): Promise<void>;
  /** Starts it again on the same port, without its storage if `wipes`. */
  restart(wipes?: boolean): Promise<void>;
  /** Lets it neither respond nor end. */
  suspend(): void;
  resume(): void;
  /** Ends it, and deletes its storage. */
  close(): Promise<void>;
}

const START_MS = 10_000;

/** The port in the file that the server writes; null if it has not written it yet. */
const portIn = (folder: string): number | null => {
  const file = readdirSync(folder).find((name) => name.endsWith('.ports'));
  if (!file) return null;
  try {
    const { nats } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { nats: string[] };
    return Number(new URL(nats[0] ?? '').port);
  } catch {
    return null;
  }
};

/** Starts a server on a free port of the loopback address, with accounts for `user` and `password` if they are given. */
export const startNatsServer = async (login?: {
  readonly user: string;
  readonly pass: string;
}): Promise<NatsServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'wizness-nats-'));
  const storage = join(folder, 'storage');
  let port: number | null = null;
  let server: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const own = ['-a', '127.0.0.1', '-p', String(port ?? -1), '-js', '-sd', storage, '--ports_file_dir', folder];
    const credentials = login ? ['--user', login.user, '--pass', login.pass] : [];
    server = spawn('nats-server', [...own, ...credentials], { stdio: 'ignore' });
    const deadline = performance.now() + START_MS;
    for (port = portIn(folder); port === null; port = portIn(folder)) {
      if (performance.now() > deadline) throw new Error('nats-server did not start.');
      await pause(20);
    }
  };
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
    for (const name of readdirSync(folder)) if (name.endsWith('.ports')) rmSync(join(folder, name));
  };

  await start();
  return {
    url: `nats://${login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : ''}127.0.0.1:${port}`,
    kill,
    restart: async (wipes = false) => {
      await kill();
      if (wipes) rmSync(storage, { recursive: true, force: true });
      await start();
    },
    suspend: () => server?.kill('SIGSTOP'),
    resume: () => server?.kill('SIGCONT'),
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
