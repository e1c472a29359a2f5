import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { content } from '@wizness/content';
import { createLogger } from '@wizness/kernel';
import { readServiceSettings } from '../command/open-services';
import { startFaultyNats } from '../live/faulty-nats';
import { startFeedReader } from '../live/feed-reader';
import { startGraphqlReaders } from '../live/graphql-readers';
import { cursorOf, readExpected } from '../live/expected';
import type { Reader } from '../live/reader';
import { problemsOf } from '../live/reader-problems';
import { registerWebhook } from '../live/register-webhook';
import { startStreamReaders } from '../live/stream-readers';
import { untilResolved, untilTrue } from '../live/until-true';
import { openWebhookReceiver } from '../live/webhook-receiver';
import { startServerPair } from '../postgres/server-pair';
import { seededRandom } from '../random';
import { findProblems } from './check';
import { planFaults } from './faults';
import { startInstances, type Version } from './instances';
import { createMembers } from './members';
import { rollUnderLoad } from './roll';
import { type Acknowledged, createClusterWriter } from './writer';

export interface ClusterOptions {
  /** What runs first, and what replaces it: each roll goes from one to the other. */
  readonly versions: readonly [Version, Version];
  /** How often all processes are replaced, before the faults. */
  readonly rolls: number;
  /** Names of the programs whose processes are replaced. */
  readonly rolled: readonly string[];
  /** Posts to publish; as many ratings are given. */
  readonly posts: number;
  readonly faults: number;
  /** How often the primary is lost, besides the faults. */
  readonly promotions: number;
  readonly withNats: boolean;
  readonly seed: number;
  readonly print: (line: string) => void;
}

export interface ClusterResult {
  readonly posts: number;
  readonly ratings: number;
  readonly faults: number;
  readonly readers: readonly string[];
}

/** Something acknowledged is missing, a reader did not get each event once, or the cluster has not recovered. */
class ClusterFound extends Error {}

const WRITERS = 4;
/** Members who write only while processes are replaced. */
const LOAD_WRITERS = 2;
const PROCESSES = 2;
/** In which a process that is replaced still answers requests. */
const DRAIN_SECONDS = 4;
const WAIT_MS = 100;
const START_MS = 180_000;
/** Of a run: at least 32 characters. */
const SECRET = 'the secret of a run of the cluster';

/**
 * Runs two gateways, two processes of each service, a primary and a synchronous standby, from which queries read, and NATS. Members publish and
 * rate posts and read what they have written, clients of all protocols follow the log, processes are replaced, and faults happen at random. Throws
 * {@link ClusterFound} unless everything acknowledged is there and each client gets each event once and in order.
 */
export const runCluster = async (options: ClusterOptions): Promise<ClusterResult> => {
  const { versions, rolls, rolled, posts, withNats, seed, print } = options;
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'wizness-cluster-'));
  const logFile = join(folder, 'processes.log');
  const log = createLogger('cluster', 'silent');
  const servers = await startServerPair({ directory: folder, isSynchronous: true });
  const databaseUrl = servers.url('postgres');
  const natsFolder = join(folder, 'nats');
  mkdirSync(natsFolder);
  const nats = withNats ? await startFaultyNats(natsFolder) : null;
  const plan = planFaults(options, random);
  const variables = {
    PATH: '',
    DATABASE_URL: databaseUrl,
    DATABASE_READ_URL: servers.standby.url('postgres'),
    ...(nats && { NATS_URL: nats.url }),
    DATA_DIR: join(folder, 'data'),
    SUBGRAPH_SECRET: SECRET,
    WEBHOOK_SECRET: SECRET,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    MAX_COST_PER_MINUTE: '0',
    RATE_LIMIT_PERCENT: '0',
    ...(rolls > 0 && { DRAIN_SECONDS: String(DRAIN_SECONDS) }),
    LOG_LEVEL: 'info',
  };
  const settings = readServiceSettings(variables);
  const instances = await startInstances({ count: PROCESSES, version: versions[0], variables, logFile, log });
  const { url } = instances.proxy;
  let readers: readonly Reader[] = [];
  let isPassed = false;
  try {
    await untilTrue('The cluster is not ready', START_MS, async () => (await fetch(`${url}/ready`)).status === 200);
    const own = await content.open({ database: { url: databaseUrl, poolSize: 2 }, settings: settings.content, log });
    const start = await own.events.newest();
    const after = cursorOf(start);
    // Each fault may kill a worker of webhooks.
    const receiver = await openWebhookReceiver(seededRandom(seed + 1), plan.length - rolls);
    readers = [...startGraphqlReaders(url, after), ...startStreamReaders(url, after), startFeedReader(url), receiver];
    await registerWebhook({ databaseUrl, content: own, settings, log }, receiver.url);

    const acknowledged: Acknowledged = {
      posts: new Map(),
      scores: new Map(),
      ratings: 0,
      unread: [],
      failed: [],
      requests: 0,
    };
    const members = await createMembers(databaseUrl, WRITERS + LOAD_WRITERS, log);
    const writers = members.slice(0, WRITERS);
    const published: string[][] = writers.map(() => []);
    let [written, step] = [0, 0];
    /** Posts that may be written before a fault, so that there is writing around each. */
    const countBefore = (fault: number): number =>
      fault < plan.length ? ((fault + 0.5) / plan.length) * posts : posts;
    const write = async (index: number): Promise<void> => {
      const member = writers[index] as (typeof writers)[number];
      const writer = createClusterWriter({ url, member, acknowledged, random: seededRandom(seed + 2 + index) });
      for (let number = index; number < posts; number += WRITERS) {
        while (written >= countBefore(step + 1)) await pause(WAIT_MS);
        const title = `cluster-${number}`;
        await writer.publish(title);
        published[index]?.push(acknowledged.posts.get(title) ?? '');
        const others = published.filter((_, other) => other !== index).flat();
        if (others.length > 0) await writer.rate(others);
        written += 1;
      }
    };
    const disturb = async (): Promise<void> => {
      let version = 0;
      const roll = async (): Promise<void> => {
        version = 1 - version;
        const change = { instances, programs: rolled, version: versions[version] as Version };
        const load = { url, members: members.slice(WRITERS), acknowledged, random, subjects: () => published.flat() };
        const requests = await rollUnderLoad(change, load);
        print(`${requests} requests while all processes of ${rolled.join(', ')} were replaced, none lost`);
      };
      const target = { instances, servers, nats, random, roll };
      for (const fault of plan) {
        await untilTrue('Too few posts are written', START_MS, async () => written >= countBefore(step));
        await fault.run(target);
        print(`${written} of ${posts} posts: ${fault.name}`);
        step += 1;
      }
    };
    await Promise.all([disturb(), ...writers.map((_, index) => write(index))]);

    const expected = await untilResolved('The log cannot be read', START_MS, () => readExpected(own, start));
    await own.close();
    const problems = await problemsOf(readers, expected, print);
    const find = () => findProblems(databaseUrl, acknowledged);
    problems.push(...(await untilResolved('The database cannot be read', START_MS, find)));
    if (problems.length > 0) throw new ClusterFound(`Seed ${seed}:\n${problems.slice(0, 20).join('\n')}`);
    isPassed = true;
    const names = readers.map(({ name }) => name);
    return { posts: acknowledged.posts.size, ratings: acknowledged.ratings, faults: plan.length, readers: names };
  } catch (error) {
    print(`The log of the processes is ${logFile}`);
    throw error;
  } finally {
    for (const reader of readers) reader.stop();
    await instances.stop();
    await nats?.stop();
    await servers.stop();
    if (isPassed) rmSync(folder, { recursive: true, force: true });
  }
};
