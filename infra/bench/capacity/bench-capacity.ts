import { type Random, seededRandom } from '../../random';
import { COSTS } from './costs';
import { fanOut } from './fan-out';
import { simulateReconnects } from './reconnects';

const GATEWAYS = [1, 10, 100, 1000];
const SUBSCRIBERS = 10_000;
const EVENTS_PER_SECOND = 1;
const SELECTIONS = 5;
const SEED = 1;

/** How clients wait before they connect again, by name. */
const WAITS: Readonly<Record<string, (attempt: number, random: Random) => number>> = {
  'after exactly 2 s': () => 2000,
  'after 1 to 3 s': (_attempt, random) => 1000 + random.fraction() * 2000,
  'after 1 to 3 s, doubled each time': (attempt, random) =>
    (1000 + random.fraction() * 2000) * 2 ** Math.min(attempt, 5),
  'within 30 s': (_attempt, random) => random.fraction() * 30_000,
};

const count = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const fanOutRow = (gateways: number): string => {
  const load = fanOut({
    gateways,
    subscribersPerGateway: SUBSCRIBERS,
    eventsPerSecond: EVENTS_PER_SECOND,
    selections: SELECTIONS,
  });
  const cells = [
    count(gateways),
    count(load.deliveriesPerSecond),
    load.gatewayCores.toFixed(2),
    `${count(load.gatewayBytes / 2 ** 20)} MiB`,
    load.executionCores.toFixed(2),
    count(load.logReads),
    load.logCores.toFixed(2),
    `${(load.relayBytes / 1000).toFixed(1)} kB`,
  ];
  return `| ${cells.join(' | ')} |`;
};

const reconnectRow = (lost: number, name: string): string => {
  const waitMs = WAITS[name] ?? (() => 0);
  const { delivery, connection } = COSTS;
  const result = simulateReconnects({
    gateways: 1000,
    subscribersPerGateway: SUBSCRIBERS,
    lost,
    connectMs: connection,
    busyShare: (SUBSCRIBERS * EVENTS_PER_SECOND * delivery) / 1000,
    timeoutMs: 10_000,
    waitMs,
    random: seededRandom(SEED),
  });
  const { clients, halfMs, mostMs, allMs, attemptsPerClient, longestQueue } = result;
  const times = [halfMs, mostMs, allMs].map(seconds).join(' | ');
  return `| ${count(lost)} | ${count(clients)} | ${name} | ${times} | ${attemptsPerClient.toFixed(2)} | ${count(longestQueue)} |`;
};

/** What many gateways would need, calculated and simulated from the measured costs of one. Opens nothing. */
export const benchCapacity = async (): Promise<string> =>
  [
    `Gateways with ${count(SUBSCRIBERS)} subscribers each, ${EVENTS_PER_SECOND} event per second, ${SELECTIONS} selections:`,
    '',
    '| gateways | deliveries/s | cores of a gateway | memory of a gateway | cores for executions | log reads/s | cores for log reads | relay/s |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...GATEWAYS.map(fanOutRow),
    '',
    `Of 1,000 gateways, some are lost; their subscribers connect to the others (seed ${SEED}):`,
    '',
    '| lost | clients | clients connect | half | 99 % | all | attempts | longest queue |',
    '|--:|--:|---|--:|--:|--:|--:|--:|',
    ...[1, 333, 900].flatMap((lost) => Object.keys(WAITS).map((name) => reconnectRow(lost, name))),
  ].join('\n');
