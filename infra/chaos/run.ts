import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findRunningPostgres } from '../postgres/embedded-postgres';
import { createSteppedClock } from './clock';
import { mountSmallDisk } from './disk';
import { type Fault, FAULTS, type Target } from './faults';
import { findMissing, Ledger } from './ledger';
import { untilResolved } from '../live/until-true';
import { type Layout, type Product, startProduct } from './product';
import { type Random, seededRandom } from '../random';
import { createWriter, type Writer, writeUntil } from './writer';

export interface ChaosOptions {
  readonly layout: Layout;
  readonly rounds: number;
  readonly seed: number;
  /** Called with a line about each round. */
  readonly print: (line: string) => void;
}

export interface ChaosResult {
  readonly rounds: number;
  readonly kills: number;
  readonly writes: number;
  /** Seconds from the end of a fault until the graph acknowledges a write again. */
  readonly recoveries: readonly number[];
  /** Seconds from then until all that was acknowledged was there, mails and effects in other services too. */
  readonly settlings: readonly number[];
  /** Whether there was a disk to fill. */
  readonly hadSmallDisk: boolean;
}

const WRITERS = 3;
const RECOVERY_MS = 240_000;

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** Repeats `attempt` until it resolves. Throws after four minutes. Returns the seconds. */
const secondsUntil = async (what: string, attempt: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await untilResolved(what, RECOVERY_MS, attempt);
  return secondsSince(start);
};

const expectReady = async ({ url }: Product): Promise<void> => {
  const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5000) });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`/ready answers ${response.status} ${body}`);
};

const databaseUrl = (dataFolder: string): string => {
  const postgres = findRunningPostgres(dataFolder);
  if (!postgres) throw new Error('PostgreSQL does not run.');
  return postgres.url('wizness');
};

/** Runs faults against one layout of the product while clients write. Throws if something acknowledged is missing, or the graph has not recovered. */
export const runChaos = async ({ layout, rounds, seed, print }: ChaosOptions): Promise<ChaosResult> => {
  const random: Random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'wizness-chaos-'));
  const dataFolder = mkdtempSync(join(tmpdir(), 'wizness-chaos-data-'));
  const unmount = mountSmallDisk(dataFolder);
  const mailFolder = join(dataFolder, 'mail');
  const logFile = join(folder, 'product.log');
  const clock = createSteppedClock(folder);
  const ledger = new Ledger();
  let kills = 0;
  const recoveries: number[] = [];
  const settlings: number[] = [];
  const faults = FAULTS.filter((fault) => (fault.layout ?? layout) === layout && (unmount || !fault.needsDisk));
  const product = await startProduct({ layout, dataFolder, logFile, nodeOptions: clock.nodeOptions });
  const newWriter = (name: string): Writer =>
    createWriter({ url: product.url, mailFolder, ledger, random: seededRandom(seed + name.length), name });
  const writers = Array.from({ length: WRITERS }, (_, index) => newWriter(`w${index}`));
  const probe = newWriter('p');
  const target: Target = {
    product,
    random,
    clock,
    dataFolder,
    databaseUrl: () => databaseUrl(dataFolder),
    onKill: () => {
      kills += 1;
    },
  };

  const runRound = async (fault: Fault, round: number): Promise<void> => {
    const stopping = new AbortController();
    const writing = Promise.all(writers.map((writer) => writeUntil(writer, stopping.signal)));
    // Awaited at the end of the round.
    writing.catch(() => undefined);
    await pause(random.integer(300, 1500));
    let recovered = 0;
    let recoveredAt = 0;
    try {
      const check = await fault.run(target);
      recovered = await secondsUntil(`No recovery from ${fault.name}`, async () => {
        await expectReady(product);
        await probe.live();
      });
      recoveredAt = performance.now();
      check?.();
    } finally {
      stopping.abort();
      await writing;
    }
    await secondsUntil(`After ${fault.name}`, async () => {
      const missing = await findMissing(ledger, target.databaseUrl(), mailFolder);
      if (missing.length > 0) throw new Error(`missing: ${missing.slice(0, 5).join(', ')}`);
    });
    // From before the writers ended: a writer that waits for its mail ends when that arrives.
    const settled = secondsSince(recoveredAt);
    recoveries.push(recovered);
    settlings.push(settled);
    const times = `writes again after ${recovered.toFixed(1)} s, all there after ${settled.toFixed(1)} s more`;
    print(`${layout} ${round}: ${fault.name}: ${times}; ${ledger.writes} writes acknowledged`);
  };

  try {
    await secondsUntil('The first start', () => expectReady(product));
    for (let round = 1, left: Fault[] = []; round <= rounds; round += 1) {
      if (left.length === 0) left = [...faults];
      const fault = random.pick(left);
      left.splice(left.indexOf(fault), 1);
      await runRound(fault, round);
    }
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
    return { rounds, kills, writes: ledger.writes, recoveries, settlings, hadSmallDisk: unmount !== null };
  } catch (error) {
    print(`The log of the product is ${logFile}`);
    await product.stop();
    throw error;
  } finally {
    unmount?.();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};
