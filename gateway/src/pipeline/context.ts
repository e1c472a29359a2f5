import type { Identity } from '@wizness/kernel';
import type { Cancellation } from './cancellation';
import type { ReadPositions } from './read-positions';

/** The connection of a client. An AbortSignal costs much more, and every request has a connection. */
export class ClientConnection {
  private readonly listeners: (() => void)[] = [];
  private closed = false;

  /** @param isResponse Whether it closes when the response to one operation is sent, or its client has gone. */
  constructor(readonly isResponse = false) {}

  /** Whether the client has closed the connection, or the response is sent. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Calls `listener` when the connection closes. */
  onClose(listener: () => void): void {
    if (this.closed) listener();
    else this.listeners.push(listener);
  }

  close(): void {
    this.closed = true;
    for (const listener of this.listeners.splice(0)) listener();
  }
}

/** What the gateway knows about one client operation. */
export interface GatewayContext {
  /** Identifies the request in responses and logs. Nothing else may depend on it. */
  readonly requestId: string;
  /** Replaced once, before the operation runs, by the current identity of the session: see live-identity.ts. */
  identity: Identity;
  /** Set before the operation runs. Undefined: it was not measured. */
  cost?: number;
  readonly connection: ClientConnection;
  /** What its queries must see, if standbys may answer them. Undefined: primaries answer them. */
  readonly read?: ReadPositions;
}

/** The context of an operation that runs. */
export interface OperationContext extends GatewayContext {
  /** The contexts of services in this process, by what they are for. In a WeakMap of operations, V8 would keep each until a full garbage collection. */
  readonly serviceContexts: Map<string, object>;
  /** Aborted when the result is no longer needed: at the deadline of the operation, or when the client has gone. */
  readonly cancellation: Cancellation;
}
