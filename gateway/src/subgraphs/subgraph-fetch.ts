import { CallFailure, type Clock, FaultCode, type Logger, type Tracing } from '@wizness/kernel';
import type { Fetch } from '../engine/plan';
import type { FetchedResponse } from '../engine/run/run-fetch';
import type { Metrics } from '../metrics/metrics';
import type { OperationContext } from '../pipeline/context';

/** One request of a plan, for one operation of a client. */
interface SubgraphFetch {
  readonly fetch: Fetch;
  readonly variables: Record<string, unknown>;
  readonly context: OperationContext;
  /** Whether the client's operation is a mutation. Its later steps must not see what an earlier step loaded. */
  readonly isMutation: boolean;
  /** When the fetch must have ended, on the clock of `performance.now()`; undefined if only the operation has a deadline. */
  readonly deadline?: number;
}

/** Sends a fetch to a subgraph, in process or over HTTP. Rejects with {@link CallFailure} if there is no response. */
export type SendFetch = (fetch: SubgraphFetch) => Promise<FetchedResponse>;

/** Adds something to the sender of a subgraph: a metric, a span. */
export type WrapSender = (service: string, send: SendFetch) => SendFetch;

/** The reason of an abort at a deadline, of a fetch or of the operation. */
export const DEADLINE_PASSED = new CallFailure(FaultCode.TIMEOUT, 'the deadline has passed');

/** The code of a fault for what a sender rejected with. */
export const faultCodeOf = (error: unknown): FaultCode =>
  error instanceof CallFailure ? error.code : FaultCode.INTERNAL_SERVER_ERROR;

export interface SubgraphOptions {
  /** Deadline of one fetch, in milliseconds. */
  readonly timeoutMs: number;
  readonly log: Logger;
  /** Servers of NATS, to which event logs are copied and from which they are read. Defaults to none. */
  readonly natsUrl?: string;
  /** The clock of embedded services. */
  readonly clock: Clock;
  readonly metrics?: Metrics;
  readonly tracing?: Tracing;
}

/** Rejects at the deadline, or when the operation is aborted, even if the work itself cannot be cancelled. */
export const withDeadline =
  (timeoutMs: number, send: SendFetch): SendFetch =>
  async (fetch) => {
    const { cancellation } = fetch.context;
    if (cancellation.reason) throw cancellation.reason;
    let stop: (reason: Error) => void = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = reject;
    });
    cancellation.add(stop);
    const timer = setTimeout(stop, timeoutMs, DEADLINE_PASSED);
    try {
      return await Promise.race([send(fetch), stopped]);
    } finally {
      clearTimeout(timer);
      cancellation.remove(stop);
    }
  };

/** Reports the duration and the outcome of each fetch. */
export const withMetrics =
  (metrics: Metrics): WrapSender =>
  (service, send) =>
  async (fetch) => {
    const start = performance.now();
    let outcome = 'ok';
    try {
      return await send(fetch);
    } catch (error) {
      outcome = faultCodeOf(error);
      throw error;
    } finally {
      metrics.fetchEnded(service, outcome, (performance.now() - start) / 1000);
    }
  };

/** Makes a span of each fetch. */
export const withTracing =
  (tracing: Tracing): WrapSender =>
  (service, send) =>
  (fetch) => {
    const { text, operation } = fetch.fetch;
    const attributes = { 'graphql.document': text, 'graphql.operation.type': operation, 'wizness.subgraph': service };
    return tracing.inSpan(`fetch ${service}`, { kind: 'client', attributes }, () => send(fetch));
  };

/** Logs why a fetch failed, unless no caller waits for it any more. */
export const withLog =
  (service: string, log: Logger, send: SendFetch): SendFetch =>
  (fetch) =>
    send(fetch).catch((error: unknown) => {
      const { requestId, connection } = fetch.context;
      if (!connection.isClosed) log.error({ err: error, service, requestId }, 'a fetch failed');
      throw error;
    });
