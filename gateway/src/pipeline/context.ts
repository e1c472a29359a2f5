import type { Identity } from '@wizness/kernel';

/** What the gateway knows about one client operation. Subgraph contexts are keyed by this object: one per operation. */
export interface GatewayContext {
  /** Identifies the request in responses and logs. Nothing else may depend on it. */
  readonly requestId: string;
  /** Replaced once, before the operation runs, by the current identity of the session: see live-identity.ts. */
  identity: Identity;
  /** Aborted when the client closes the connection before the response is sent. */
  readonly clientGone: AbortSignal;
  /** Aborted when the result is no longer needed: at the deadline of the operation or at its end. */
  readonly signal: AbortSignal;
}
