import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { REPOSITORY } from '../../folders';

/** A process that runs an embedded PostgreSQL. */
export interface Owner {
  readonly process: ChildProcess;
  /** URL of the database. */
  readonly url: string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The owner did not start. */
export class OwnerFailed extends Error {}

export interface OwnerOptions {
  readonly uid?: number;
  readonly gid?: number;
  /** Kills the process with SIGKILL as soon as this is true, unless it is up by then. */
  readonly killWhen?: () => boolean;
}

/** Starts a process that runs an embedded PostgreSQL on `directory`. Rejects with what it prints if it fails. */
export const startOwner = async (directory: string, { killWhen, ...user }: OwnerOptions = {}): Promise<Owner> => {
  const script = join('infra', 'test', 'support', 'embedded-owner.mjs');
  const child = spawn(process.execPath, [script, directory], {
    cwd: REPOSITORY,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let error = '';
  child.stderr.on('data', (chunk: Buffer) => {
    error += chunk.toString();
  });
  const started = once(child.stdout, 'data').then(([chunk]) => String(chunk).trim());
  const failed = once(child, 'close').then(() => null);
  const timer = killWhen && setInterval(() => killWhen() && child.kill('SIGKILL'), 1);
  const url = await Promise.race([started, failed]);
  clearInterval(timer);
  if (url === null) throw new OwnerFailed(error);
  return {
    process: child,
    url,
    kill: async (signal) => {
      child.kill(signal);
      await failed;
    },
  };
};

/** Runs one statement on a connection of its own. */
export const query = async <Row>(url: string, sql: string): Promise<Row[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
};
