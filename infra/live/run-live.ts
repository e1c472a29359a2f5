import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { content, PostKind, TextFormat } from '@wizness/content';
import { anonymous, createLogger, logCursors, systemClock } from '@wizness/kernel';
import { childrenOf, signalAll } from '../chaos/processes';
import { type Layout, startProduct } from '../chaos/product';
import { REPOSITORY } from '../folders';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { type Random, seededRandom } from '../random';
import { readServiceSettings } from '../command/open-services';
import { openCutProxy } from './cut-proxy';
import { type Reader, startReaders } from './readers';

export interface LiveOptions {
  readonly layout: Layout;
  readonly posts: number;
  readonly swaps: number;
  readonly kills: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

export interface LiveResult {
  readonly events: number;
  readonly kills: number;
  readonly cuts: number;
  readonly swaps: number;
  readonly readers: readonly string[];
}

const WRITERS = 4;
const START_MS = 120_000;
const SETTLE_MS = 120_000;

/** A client did not get each event once and in order. */
class LiveFound extends Error {}

const untilTrue = async (what: string, ms: number, condition: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + ms;
  while (!(await condition().catch(() => false))) {
    if (performance.now() > deadline) throw new LiveFound(`${what} after ${ms / 1000} s.`);
    await pause(100);
  }
};

/** The first difference between what a client got and the log, with what is around it; null if there is none. */
const differenceOf = ({ name, cursors }: Reader, expected: readonly string[]): string | null => {
  const length = Math.max(cursors.length, expected.length);
  for (let index = 0; index < length; index += 1) {
    if (cursors[index] === expected[index]) continue;
    const around = (list: readonly string[]) => list.slice(Math.max(0, index - 3), index + 4).join(' ');
    return `${name}: event ${index} of ${expected.length} is ${cursors[index]}, not ${expected[index]}. Got: ${around(cursors)}. Log: ${around(expected)}.`;
  }
  return null;
};

/** A field that no client selects, which every second supergraph lacks. */
const SPARE_FIELD = '  """Revision of the post at that time."""\n  revision: Int!\n\n';

/** What is killed at random. In one process that is all of it. */
const programOf = (productPid: number, layout: Layout, random: Random): number | null => {
  if (layout === 'one-process') return productPid;
  const programs = childrenOf(productPid).filter((pid) =>
    /[/](gateway|content)[/](src|dist)[/]main/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
  );
  return programs.length > 0 ? random.pick(programs) : null;
};

/**
 * Lets clients of all protocols read the post log while writers publish, processes are killed, connections are cut and the
 * supergraph is replaced. Throws {@link LiveFound} unless each client gets each event once and in order.
 */
export const runLive = async ({ layout, posts, swaps, kills, seed, print }: LiveOptions): Promise<LiveResult> => {
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'wizness-live-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const supergraph = readFileSync(join(REPOSITORY, 'schema', 'supergraph.graphql'), 'utf8');
  if (!supergraph.includes(SPARE_FIELD))
    throw new Error('The supergraph has another field in place of PostEvent.revision.');
  writeFileSync(supergraphFile, supergraph);
  const logFile = join(folder, 'product.log');
  const log = createLogger('live', 'silent');
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), durable: false, log });
  const url = postgres.url('postgres');
  const variables = { DATABASE_URL: url, SUPERGRAPH_FILE: supergraphFile, MAX_COST_PER_MINUTE: '0' };
  const dataFolder = join(folder, 'data');
  const product = await startProduct({ layout, dataFolder, logFile, nodeOptions: [], variables });
  const isReady = async () => (await fetch(`${product.url}/ready`)).status === 200;
  let readers: readonly Reader[] = [];
  let isPassed = false;
  const proxy = await openCutProxy(Number(new URL(product.url).port));
  try {
    await untilTrue('The product is not ready', START_MS, isReady);
    const settings = readServiceSettings({}).content;
    const writer = await content.open({ database: { url, poolSize: WRITERS }, settings, log });
    const cursors = logCursors('content');
    const start = await writer.events.newest();
    readers = startReaders(`${proxy.url}/graphql`, cursors.encode(start));

    let written = 0;
    const write = async (name: number): Promise<void> => {
      for (let number = name; number < posts; number += WRITERS) {
        const slug = `live-${number}`;
        const { inTransaction } = writer.createContext({ identity: anonymous, clock: systemClock });
        const post = { kind: PostKind.NEWS as const, lang: 'en', title: slug, slug };
        const body = { source: 'Some words.', format: TextFormat.PLAIN };
        await inTransaction(({ stores }) => stores.posts.publish({ ...post, body }));
        written += 1;
        await pause(random.integer(0, 20));
      }
    };
    let [killed, swapped, cuts] = [0, 0, 0];
    const disturb = async (): Promise<void> => {
      const steps = kills + swaps;
      for (let step = 0; step < steps; step += 1) {
        await untilTrue('Too few posts are written', START_MS, async () => written >= ((step + 0.5) / steps) * posts);
        cuts += proxy.cut(random);
        const doesKill = swapped * kills >= killed * swaps && killed < kills;
        if (doesKill) {
          await untilTrue('The product is not ready', START_MS, isReady);
          const pid = programOf(product.pid() ?? 0, layout, random);
          if (pid !== null) signalAll([pid], 'SIGKILL');
          killed += 1;
        } else {
          swapped += 1;
          const text = swapped % 2 === 1 ? supergraph.replace(SPARE_FIELD, '') : supergraph;
          writeFileSync(supergraphFile, `${text}\n# ${swapped}\n`);
        }
        print(
          `${written} of ${posts} posts: ${doesKill ? `kill ${killed}` : `supergraph ${swapped}`}, ${cuts} connections cut`,
        );
      }
    };
    await Promise.all([disturb(), ...Array.from({ length: WRITERS }, (_, name) => write(name))]);

    const rows: string[] = [];
    for (let after = start; ; ) {
      const events = await writer.events.read(after, 1000);
      rows.push(
        ...events.flatMap(({ position, type }) => (type === 'PostPublished' ? [cursors.encode(position)] : [])),
      );
      const last = events.at(-1);
      if (!last) break;
      after = last.position;
    }
    await writer.close();
    const last = rows.at(-1);
    const waiting = () => readers.filter((reader) => reader.cursors.at(-1) !== last).map(({ name }) => name);
    await untilTrue('Some clients have not got the last event', SETTLE_MS, async () => waiting().length === 0).catch(
      () => print(`Without the last event: ${waiting().join(', ')}`),
    );
    const differences = readers.flatMap((reader) => {
      const difference = differenceOf(reader, rows);
      return difference ? [`${difference} Faults: ${reader.faults.slice(-2).join('; ')}`] : [];
    });
    if (differences.length > 0) throw new LiveFound(`Seed ${seed}:\n${differences.join('\n')}`);
    isPassed = true;
    return { events: rows.length, kills: killed, cuts, swaps: swapped, readers: readers.map(({ name }) => name) };
  } catch (error) {
    print(`The log of the product is ${logFile}`);
    throw error;
  } finally {
    for (const reader of readers) reader.stop();
    await proxy.close();
    await product.stop();
    await postgres.stop();
    if (isPassed) rmSync(folder, { recursive: true, force: true });
  }
};
