import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { Pool } from 'undici';
import { type Instances, startInstances } from '../cluster/instances';
import { readServiceSettings } from '../command/open-services';
import { loadDemo } from '../demo/load-demo';
import { REPOSITORY } from '../folders';
import { untilTrue } from '../live/until-true';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { mainOf } from '../start/child';
import { quantile } from './distribution';
import { productionEnvironment } from './environment';
import { usageOfTree } from './process-usage';

/** Example operations, and how often each is sent in a round for each process of the gateway. */
const OPERATIONS = { 'article-page': 50, 'front-page': 300 } as const;
const ROUNDS = 9;
/** Each process answers as many requests as this number of rounds before it is measured: new code runs slower, for longer if it runs less. */
const WARM_UP_ROUNDS = 6;
/** Callers for each process of the gateway: twice the processes have twice the work to do at one time. */
const CALLERS = 8;
const START_MS = 180_000;

/** Processes of each program. */
const COUNTS = [1, 2] as const;

const cpuMsOf = ({ all }: Instances): number =>
  all.flatMap((instance) => usageOfTree(instance.pid() ?? 0)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);

interface Load {
  readonly count: number;
  readonly callers: number;
}

/** Sends a request `count` times, by `callers` at once. Returns the last response. */
const send = async ({ proxy }: Instances, body: string, { count, callers }: Load): Promise<string> => {
  const pool = new Pool(proxy.url, { connections: callers });
  let [left, last] = [count, ''];
  const call = async (): Promise<void> => {
    for (; left > 0; left -= 1) {
      const headers = { 'content-type': 'application/json' };
      const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      last = await response.body.text();
      if (response.statusCode !== 200 || last.includes('"errors"'))
        throw new Error(`Unexpected: ${last.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  await pool.close();
  return last;
};

/** Requests per second of processor time of the gateways and services, in each round and with each number of processes. */
const measure = async (clusters: readonly Instances[], body: string, countOfOne: number): Promise<number[][]> => {
  const answers = new Set<string>();
  const targets = clusters.map((cluster, index) => {
    const processes = COUNTS[index] ?? 1;
    return { cluster, count: countOfOne * processes, callers: CALLERS * processes };
  });
  for (const { cluster, count, callers } of targets) {
    answers.add(await send(cluster, body, { count: count * WARM_UP_ROUNDS, callers }));
  }
  if (answers.size > 1) throw new Error('One and two processes answer differently.');
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rates: number[] = [];
    for (const { cluster, ...load } of targets) {
      const before = cpuMsOf(cluster);
      await send(cluster, body, load);
      rates.push((load.count * 1000) / (cpuMsOf(cluster) - before));
    }
    rounds.push(rates);
  }
  return rounds;
};

/**
 * What one process of the gateway and of each service serves in a second of processor time, and two of each, behind the same
 * proxies, in interleaved rounds on the demo data, with equal answers. PostgreSQL and the proxies are not counted. Linux only: it
 * reads /proc.
 */
export const benchCluster = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'silent');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  const databaseUrl = postgres.url('postgres');
  const variables = {
    ...(productionEnvironment() as Record<string, string>),
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(directory, 'data'),
    SUBGRAPH_SECRET: 'the secret of a benchmark of the cluster',
    MAX_COST_PER_MINUTE: '0',
    // A busy machine makes a request slower, and not different.
    SUBGRAPH_TIMEOUT_MS: '60000',
    OPERATION_TIMEOUT_MS: '120000',
    LOG_LEVEL: 'error',
  };
  const clusters: Instances[] = [];
  try {
    await loadDemo({ databaseUrl, settings: readServiceSettings({}), log });
    for (const count of COUNTS) {
      const logFile = join(directory, 'processes.log');
      const cluster = await startInstances({ count, version: mainOf, variables, logFile, log });
      clusters.push(cluster);
      const isReady = async () => (await fetch(`${cluster.proxy.url}/ready`)).status === 200;
      await untilTrue('The cluster is not ready', START_MS, isReady);
    }
    const lines = [`Requests per second of processor time, medians of ${ROUNDS} interleaved rounds:`];
    for (const [operation, count] of Object.entries(OPERATIONS)) {
      const query = readFileSync(join(REPOSITORY, 'schema', 'operations', `${operation}.graphql`), 'utf8');
      const rounds = await measure(clusters, JSON.stringify({ query }), count);
      const [one, two] = COUNTS.map((_, index) =>
        quantile(
          rounds.map((rates) => rates[index] ?? 0),
          0.5,
        ),
      );
      const brought = quantile(
        rounds.map(([single = 0, double = 0]) => (2 * double) / single),
        0.5,
      );
      lines.push(
        `  ${operation}: one process of each ${one?.toFixed(1)}, two of each ${two?.toFixed(1)}: with a core for each process, two serve ${brought.toFixed(2)} x what one does`,
      );
    }
    return lines.join('\n');
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
