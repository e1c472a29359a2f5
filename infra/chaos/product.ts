import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { catalogue } from '@wizness/kernel';
import { REPOSITORY } from '../folders';
import { portSetting } from '../start/environment';
import { withFreePorts } from '../start/ports';

export const LAYOUTS = ['one-process', 'services'] as const;
/** `npm start` or `npm run start:services`. */
export type Layout = (typeof LAYOUTS)[number];

/** The product as a service manager runs it: whenever it ends, it is started again a second later. */
export interface Product {
  readonly layout: Layout;
  readonly url: string;
  /** The process that is running, or null between two. */
  pid(): number | null;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly layout: Layout;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly nodeOptions: readonly string[];
  /** Settings of the product besides those that it needs. */
  readonly variables?: Readonly<Record<string, string>>;
}

const RESTART_MS = 1000;

export const startProduct = async (options: ProductOptions): Promise<Product> => {
  const { layout, dataFolder, logFile, nodeOptions, variables } = options;
  const names = ['PORT', ...catalogue.map(({ name }) => portSetting(name))];
  // The ports of one run: a start must find them free again.
  const ports = await withFreePorts(names, Object.fromEntries(names.map((name) => [name, '0'])));
  const env = {
    ...variables,
    ...ports,
    DATA_DIR: dataFolder,
    DEMO: '0',
    // Each writer has addresses of its own, so that the limits for one client do not apply.
    TRUSTED_PROXIES: '127.0.0.1',
    TSX_TSCONFIG_PATH: 'tsconfig.base.json',
  };
  const main = require.resolve(join(__dirname, '..', 'start', layout));
  const log = createWriteStream(logFile, { flags: 'a' });
  let child: ChildProcess | null = null;
  const stopping = new AbortController();

  const runOnce = async (): Promise<void> => {
    child = spawn(process.execPath, [...process.execArgv, ...nodeOptions, main], {
      cwd: REPOSITORY,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl+C ends this program, which then stops the product.
      detached: true,
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    log.write(`— ended with ${signal ?? code} —\n`);
    child = null;
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runOnce();
      await pause(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = run();

  return {
    layout,
    url: `http://127.0.0.1:${ports['PORT']}`,
    pid: () => child?.pid ?? null,
    stop: async () => {
      stopping.abort();
      child?.kill('SIGTERM');
      await ended;
      log.end();
    },
  };
};
