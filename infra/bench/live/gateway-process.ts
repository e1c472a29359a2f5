import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway } from '@wizness/gateway';
import { createLogger } from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';
import { REPOSITORY } from '../../folders';

/** What the gateway of the benchmark has used since its start. */
export interface GatewayUsage {
  readonly cpuMs: number;
  /** Resident memory after a collection, in bytes. */
  readonly memory: number;
  /** Operations that fetched something. */
  readonly executions: number;
}

export type GatewayMessage =
  | { readonly type: 'start'; readonly databaseUrl: string; readonly subscribers: number }
  | { readonly type: 'usage' }
  /** Replaces the supergraph by an equal one. */
  | { readonly type: 'swap' };

const supergraph = readFileSync(join(REPOSITORY, 'schema', 'supergraph.graphql'), 'utf8');

let executions = 0;
let updateSupergraph: (text: string) => Promise<void> = async () => undefined;

const start = async (databaseUrl: string, subscribers: number): Promise<string> => {
  const gateway = await startGateway({
    subgraphs: { mode: 'embedded', databaseUrl, settings: readServiceSettings({}) },
    supergraph,
    examples: [],
    publicUrl: 'http://127.0.0.1',
    log: createLogger('bench', 'silent'),
    subscriptionLimits: { total: 2 * subscribers, perCaller: 2 * subscribers },
    // All clients of the benchmark are one caller.
    limits: { maxCost: 1e9 },
    // A subscription moves to each supergraph of the run.
    subscriptionTiming: { reloadMs: 2000 },
    onPlan: () => {
      executions += 1;
    },
  });
  ({ updateSupergraph } = gateway);
  return gateway.url;
};

const answer = async (message: GatewayMessage): Promise<unknown> => {
  if (message.type === 'start') return start(message.databaseUrl, message.subscribers);
  if (message.type === 'swap') return updateSupergraph(supergraph).then(() => 'swapped');
  global.gc?.();
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, memory: process.memoryUsage.rss(), executions } satisfies GatewayUsage;
};

/** Started by `fork`: answers each message. */
process.on('message', (message: GatewayMessage) => {
  void answer(message).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
