import { composeServices } from '@apollo/composition';
import { startChild } from './child';
import { compare } from './compare';
import { CONTENDERS, type Contender, contenders } from './contenders';
import type { Target } from './load';
import { smallOperations, smallSubgraphs } from './small-graph';
import { writeReport } from './write-report';

const COMPARED = {
  rounds: 9,
  seconds: 1,
  names: CONTENDERS,
  rival: { name: 'hiveRust', title: 'ratio to Hive with Rust' },
} as const;

const bodyOf = (query: string): string => JSON.stringify({ query });

// A busy machine sends few requests in eight seconds, and the code of every gateway must be compiled before it is measured.
const HEAVY = { body: bodyOf(smallOperations.heavy), warmUp: { seconds: 8, requests: 1000 } } as const;
const LIGHT = { body: bodyOf(smallOperations.light), warmUp: { seconds: 8, requests: 4000 } } as const;

/** Latency of a subgraph in the second part, in milliseconds. */
const LATENCY_MS = 4;

const compose = (urls: Readonly<Record<string, string>>): string => {
  const { supergraphSdl, errors } = composeServices(
    smallSubgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: `${urls[name]}/graphql` })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

/** Starts all gateways on small subgraphs, and stops them when `work` has ended. */
const withGateways = async (
  latencyMs: number,
  work: (targets: ReadonlyMap<Contender, Target>) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const subgraphs = startChild('subgraphs-process', { parameters: [`${latencyMs}`] });
  const urls = (await subgraphs.ready) as Readonly<Record<string, string>>;
  const supergraph = compose(urls);
  const targets = new Map<Contender, Target>();
  try {
    for (const contender of contenders) {
      const { child } = startChild('gateway-process', { pin: true });
      targets.set(contender, { children: [child], url: await child.ask<string>({ contender, supergraph, urls }) });
    }
    return await work(targets);
  } finally {
    for (const { children } of targets.values()) for (const child of children) await child.stop();
    await subgraphs.child.stop();
  }
};

/**
 * Compares gateways, each in its own process, on four small subgraphs in another one, with and without latency. Writes the report
 * into the README of the gateway.
 */
export const benchGateway = async (): Promise<string> => {
  const fast = await withGateways(0, async (targets) => [
    await compare('Heavy operation', { ...COMPARED, ...HEAVY, targets }),
    await compare('Light operation', { ...COMPARED, ...LIGHT, targets }),
  ]);
  const slow = await withGateways(LATENCY_MS, async (targets) => [
    await compare(`Heavy operation, subgraphs with a latency of ${LATENCY_MS} ms`, { ...COMPARED, ...HEAVY, targets }),
  ]);
  return writeReport('gateway', [...fast, ...slow].join('\n\n'));
};
