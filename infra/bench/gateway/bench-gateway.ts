import { isDeepStrictEqual } from 'node:util';
import { composeServices } from '@apollo/composition';
import { quantile } from '../distribution';
import { startChild } from './child';
import { ask, measure, type Measured, type Target } from './load';
import { type OperationName, smallOperations, smallSubgraphs } from './small-graph';

/** The gateways that are compared; ratios are to the first. */
const CONTENDERS = ['stock', 'ours'] as const;

type Contender = (typeof CONTENDERS)[number];

const NAMES: Readonly<Record<Contender, string>> = {
  stock: '`@apollo/gateway` in Apollo Server',
  ours: 'Wizness Graph',
};

const ROUNDS = 3;
const ROUND_MS = 3000;
const WARM_UP_MS = 3000;

const compose = (): string => {
  const { supergraphSdl, errors } = composeServices(
    smallSubgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}.invalid` })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

const expectEqualAnswers = async (targets: ReadonlyMap<Contender, Target>, name: OperationName): Promise<number> => {
  const texts = await Promise.all([...targets.values()].map(({ url }) => ask(url, smallOperations[name])));
  const [first, ...others] = texts.map((text) => JSON.parse(text) as { errors?: unknown });
  if (first?.errors !== undefined || !others.every((other) => isDeepStrictEqual(other, first))) {
    throw new Error(`The gateways answer ${name} differently: ${texts.map((text) => text.slice(0, 300)).join('\n')}`);
  }
  return Buffer.byteLength(texts[0] ?? '');
};

const median = (runs: readonly Measured[], of: keyof Measured): number =>
  quantile(
    runs.map((run) => run[of]),
    0.5,
  );

const row = (contender: Contender, runs: readonly Measured[], base: readonly Measured[]): string => {
  const [rate, cpu] = [median(runs, 'requestsPerSecond'), median(runs, 'cpuMsPerRequest')];
  const cells = [
    NAMES[contender],
    rate.toFixed(0),
    `${(rate / median(base, 'requestsPerSecond')).toFixed(1)} ×`,
    cpu.toFixed(2),
    `${(median(base, 'cpuMsPerRequest') / cpu).toFixed(1)} ×`,
    `${median(runs, 'p50').toFixed(0)} / ${median(runs, 'p99').toFixed(0)}`,
    `${(median(runs, 'memory') / 2 ** 20).toFixed(0)}`,
  ];
  return `| ${cells.join(' | ')} |`;
};

const HEAD = [
  '| gateway | requests/s | ratio | CPU ms/request | ratio | p50 / p99 ms | memory MiB |',
  '|---|---|---|---|---|---|---|',
];

/** Measures one operation in interleaved rounds, so that a busy machine slows all gateways. */
const compareOn = async (targets: ReadonlyMap<Contender, Target>, name: OperationName): Promise<string> => {
  const bytes = await expectEqualAnswers(targets, name);
  const runs = new Map<Contender, Measured[]>(CONTENDERS.map((contender) => [contender, []]));
  for (const target of targets.values()) await measure(target, smallOperations[name], WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [contender, target] of targets) {
      runs.get(contender)?.push(await measure(target, smallOperations[name], ROUND_MS));
    }
  }
  const base = runs.get('stock') ?? [];
  const rows = [...runs].map(([contender, measured]) => row(contender, measured, base));
  return [`${name}: ${bytes} bytes, median of ${ROUNDS} interleaved rounds`, '', ...HEAD, ...rows].join('\n');
};

/** Compares gateways, each in its own process, on four small subgraphs in another one. Equal answers are required first. */
export const benchGateway = async (): Promise<string> => {
  const supergraph = compose();
  const subgraphs = startChild('subgraphs-process');
  const urls = (await subgraphs.ready) as Readonly<Record<string, string>>;
  const targets = new Map<Contender, Target>();
  for (const contender of CONTENDERS) {
    const { child } = startChild('gateway-process');
    targets.set(contender, { child, url: await child.ask<string>({ contender, supergraph, urls }) });
  }
  try {
    const reports: string[] = [];
    for (const name of Object.keys(smallOperations) as OperationName[]) reports.push(await compareOn(targets, name));
    return reports.join('\n\n');
  } finally {
    for (const { child } of targets.values()) await child.stop();
    await subgraphs.child.stop();
  }
};
