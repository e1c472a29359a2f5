import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { content, PostKind, TextFormat } from '@wizness/content';
import { anonymous, connectClient, createLogger, systemClock } from '@wizness/kernel';
import { childrenOf, signalAll } from '../process/processes';
import { type Layout, startProduct } from '../chaos/product';
import { REPOSITORY } from '../folders';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { type Random, seededRandom } from '../random';
import { readServiceSettings } from '../command/open-services';
import { openCutProxy } from './cut-proxy';
import { type FaultyNats, startFaultyNats } from './faulty-nats';
import { startFeedReader } from './feed-reader';
import { startGraphqlReaders } from './graphql-readers';
import { cursorOf, readExpected } from './expected';
import type { Reader } from './reader';
import { problemsOf } from './reader-problems';
import { registerWebhook } from './register-webhook';
import { startStreamReaders } from './stream-readers';
import { untilTrue } from './until-true';
import { openWebhookReceiver } from './webhook-receiver';

export interface LiveOptions {
  readonly layout: Layout;
  readonly posts: number;
  readonly swaps: number;
  readonly kills: number;
  /** Faults of NATS. Null: the product runs without NATS. */
  readonly natsFaults: number | null;
  readonly seed: number;
  readonly print: (line: string) => void;
}

export interface LiveResult {
  readonly events: number;
  readonly kills: number;
  readonly cuts: number;
  readonly swaps: number;
  /** What was done to NATS, in that order. */
  readonly natsFaults: readonly string[];
  /** Deliveries that the webhook receiver has refused, and those that it got again. */
  readonly failures: number;
  readonly repeats: number;
  readonly readers: readonly string[];
}

const WRITERS = 4;
const WAIT_MS = 100;
const START_MS = 240_000;
/** Of a run: at least 32 characters. */
const WEBHOOK_SECRET = 'the key of webhooks of a run of live';

/** A client did not get each event once and in order. */
class LiveFound extends Error {}

/** A field that no client and no webhook selects, which every second supergraph lacks. */
const SPARE_FIELD = '  """Id of the entry, the same wherever it is read. Prefix `commentevent_`."""\n  id: ID!\n\n';

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
export const runLive = async (options: LiveOptions): Promise<LiveResult> => {
  const { layout, posts, swaps, kills, seed, print } = options;
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'wizness-live-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const supergraph = readFileSync(join(REPOSITORY, 'schema', 'supergraph.graphql'), 'utf8');
  if (!supergraph.includes(SPARE_FIELD))
    throw new Error('The supergraph has another field in place of CommentEvent.id.');
  writeFileSync(supergraphFile, supergraph);
  const logFile = join(folder, 'product.log');
  const log = createLogger('live', 'silent');
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), durable: false, log });
  const url = postgres.url('postgres');
  const natsFolder = join(folder, 'nats');
  mkdirSync(natsFolder);
  const nats = options.natsFaults === null ? null : await startFaultyNats(natsFolder);
  const variables = {
    DATABASE_URL: url,
    ...(nats && { NATS_URL: nats.url }),
    SUPERGRAPH_FILE: supergraphFile,
    MAX_COST_PER_MINUTE: '0',
    WEBHOOK_SECRET,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    RATE_LIMIT_PERCENT: '0',
  };
  const dataFolder = join(folder, 'data');
  const product = await startProduct({ layout, dataFolder, logFile, nodeOptions: [], variables });
  const isReady = async () => (await fetch(`${product.url}/ready`)).status === 200;
  let readers: readonly Reader[] = [];
  let isPassed = false;
  const proxy = await openCutProxy([Number(new URL(product.url).port)]);
  const database = await connectClient(url);
  try {
    await untilTrue('The product is not ready', START_MS, isReady);
    const settings = readServiceSettings(variables);
    const writer = await content.open({ database: { url, poolSize: WRITERS }, settings: settings.content, log });
    const start = await writer.events.newest();
    const after = cursorOf(start);
    const receiver = await openWebhookReceiver(seededRandom(seed + 1), kills);
    readers = [
      ...startGraphqlReaders(proxy.url, after),
      ...startStreamReaders(proxy.url, after),
      startFeedReader(proxy.url),
      receiver,
    ];
    await registerWebhook({ databaseUrl: url, content: writer, settings, log }, receiver.url);

    const steps = kills + swaps;
    const natsSteps = options.natsFaults ?? 0;
    let [written, step, natsStep] = [0, 0, 0];
    /** Posts that may be written before a fault, so that there is writing around each. */
    const countBefore = (fault: number, of = steps): number => (fault < of ? ((fault + 0.5) / of) * posts : posts);
    const isAhead = () =>
      written < posts && written >= Math.min(countBefore(step + 1), countBefore(natsStep + 1, natsSteps));
    const write = async (name: number): Promise<void> => {
      for (let number = name; number < posts; number += WRITERS) {
        while (isAhead()) await pause(WAIT_MS);
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
      for (; step < steps; step += 1) {
        await untilTrue('Too few posts are written', START_MS, async () => written >= countBefore(step));
        cuts += proxy.cut(random);
        const doesKill = swapped * kills >= killed * swaps && killed < kills;
        if (doesKill) {
          await untilTrue('The product is not ready', START_MS, isReady);
          const pid = programOf(product.pid() ?? 0, layout, random);
          if (pid !== null) signalAll([pid], 'SIGKILL');
          // Otherwise another process waits a minute until it takes the one that was killed for dead.
          await database.query('UPDATE content.webhooks SET lease_until = now()');
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
    const natsFaults: string[] = [];
    const disturbNats = async (server: FaultyNats): Promise<void> => {
      const natsRandom = seededRandom(seed + 2);
      for (; natsStep < natsSteps; natsStep += 1) {
        const count = countBefore(natsStep, natsSteps);
        await untilTrue('Too few posts are written', START_MS, async () => written >= count);
        natsFaults.push(await server.fail(natsRandom));
        print(`${written} of ${posts} posts: NATS was ${natsFaults.at(-1)}`);
      }
    };
    await Promise.all([
      disturb(),
      nats && disturbNats(nats),
      ...Array.from({ length: WRITERS }, (_, name) => write(name)),
    ]);

    const expected = await readExpected(writer, start);
    await writer.close();
    const problems = await problemsOf(readers, expected, print);
    if (problems.length > 0) throw new LiveFound(`Seed ${seed}:\n${problems.join('\n')}`);
    isPassed = true;
    return {
      ...{ events: expected.cursors.length, kills: killed, cuts, swaps: swapped, natsFaults },
      ...{ failures: receiver.failures(), repeats: receiver.repeats() },
      readers: readers.map(({ name }) => name),
    };
  } catch (error) {
    print(`The log of the product is ${logFile}`);
    throw error;
  } finally {
    for (const reader of readers) reader.stop();
    await proxy.close();
    await database.end();
    await product.stop();
    await nats?.stop();
    await postgres.stop();
    if (isPassed) rmSync(folder, { recursive: true, force: true });
  }
};
