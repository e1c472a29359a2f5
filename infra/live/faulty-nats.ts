import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { choosePort } from '../process/choose-port';
import type { Random } from '../random';

/** A NATS server with JetStream, and faults of it for tests. */
export interface FaultyNats {
  readonly url: string;
  /** Kills it, kills it and deletes its storage, or lets it not respond, for some seconds. Resolves with what was done, when it is over. */
  fail(random: Random): Promise<string>;
  stop(): Promise<void>;
}

const FAULTS = ['killed', 'wiped', 'suspended'] as const;
const START_MS = 10_000;

/** Resolves when the server has written into a folder at which ports it listens. Rejects if it does not. */
const untilListening = async (folder: string): Promise<void> => {
  for (const deadline = performance.now() + START_MS; performance.now() < deadline; await pause(20))
    if (readdirSync(folder).some((name) => name.endsWith('.ports'))) return;
  throw new Error('nats-server did not start: is it installed?');
};

/** Starts a server on a free port of the loopback address, with its storage in an empty folder. */
export const startFaultyNats = async (folder: string): Promise<FaultyNats> => {
  const storage = join(folder, 'storage');
  let server: ChildProcess;
  const start = async (port: number): Promise<void> => {
    const place = ['-a', '127.0.0.1', '-p', String(port), '--ports_file_dir', folder];
    server = spawn('nats-server', [...place, '-js', '-sd', storage], { stdio: 'ignore' });
    await once(server, 'spawn');
  };
  const kill = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const port = await choosePort();
  await start(port);
  await untilListening(folder);
  return {
    url: `nats://127.0.0.1:${port}`,
    fail: async (random) => {
      const fault = random.pick(FAULTS);
      if (fault === 'suspended') server.kill('SIGSTOP');
      else await kill();
      if (fault === 'wiped') rmSync(storage, { recursive: true, force: true });
      await pause(random.integer(0, 4000));
      if (fault === 'suspended') server.kill('SIGCONT');
      else await start(port);
      return fault;
    },
    stop: kill,
  };
};
