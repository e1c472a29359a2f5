import type { Identity } from '@wizness/kernel';

/** What the gateway knows about one client operation. Subgraph contexts are keyed by this object: one per operation. */
export interface GatewayContext {
  /** Identifies the request in responses and logs. Nothing else may depend on it. */
  readonly requestId: string;
  readonly identity: Identity;
}
