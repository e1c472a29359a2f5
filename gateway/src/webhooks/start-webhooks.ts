import type { Clock, Logger } from '@wizness/kernel';
import type { createPipeline } from '../pipeline/respond';
import { CONTENT, type Subgraphs } from '../subgraphs/subgraphs';
import { createPublicAgent, type ResolveHost } from './public-connector';
import { createEntryReader } from './read-entries';
import { DEFAULT_WEBHOOK_TIMING, type WebhookTiming } from './timing';
import { startWebhookWorker } from './webhook-worker';

export interface WebhookOptions {
  /** Hosts that may be reached although they are not public. */
  readonly openHosts: readonly string[];
  /** Each defaults to that of {@link DEFAULT_WEBHOOK_TIMING}. */
  readonly timing?: Partial<WebhookTiming>;
  /** Defaults to DNS. */
  readonly resolveHost?: ResolveHost;
}

/** The parts of the gateway that webhooks need. */
interface GatewayParts {
  readonly pipeline: (() => ReturnType<typeof createPipeline>) | null;
  readonly subgraphs: Pick<Subgraphs, 'content' | 'credentialVerifier' | 'tailOf'>;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly callTimeoutMs: number;
  readonly log: Logger;
}

export interface RunningWebhooks {
  stop(): Promise<void>;
}

/** Starts to send webhooks. Null if this gateway cannot: it has no content, or serves GraphQL with Apollo Server. */
export const startWebhooks = (options: WebhookOptions, parts: GatewayParts): RunningWebhooks | null => {
  const { pipeline, subgraphs, clock, publicUrl, callTimeoutMs, log } = parts;
  const { content, credentialVerifier } = subgraphs;
  if (content === null) return null;
  if (pipeline === null) {
    log.warn('webhooks are not sent by a gateway with Apollo Server: unset GRAPHQL_SERVER');
    return null;
  }
  const dispatcher = createPublicAgent(options.openHosts, options.resolveHost);
  const worker = startWebhookWorker({
    content,
    tail: subgraphs.tailOf(CONTENT),
    identityOf: credentialVerifier.identifyMember,
    entries: createEntryReader(pipeline),
    dispatcher,
    clock,
    timing: { ...DEFAULT_WEBHOOK_TIMING, ...options.timing },
    publicUrl,
    callTimeoutMs,
    random: Math.random,
    log,
  });
  return {
    stop: async () => {
      await worker.stop();
      await dispatcher.destroy();
    },
  };
};
