import { callOverHttp, STOPPING } from '@wizness/kernel';
import { Pool, request } from 'undici';
import { z } from 'zod';
import { DEFAULT_BREAKER, withCircuitBreaker } from './circuit-breaker';
import { openNatsAt } from './event-logs';
import { sendOverHttp } from './http';
import { HttpConnections } from './http-connections';
import { withRetry } from './retry';
import { type SendFetch, type SubgraphOptions, withLog } from './subgraph-fetch';
import { combineSubgraphs, type Subgraphs } from './subgraphs';

/** Each subgraph runs in its own process, at the URL given under its name. */
export interface RemoteSubgraphs {
  readonly mode: 'remote';
  /** They may have a path, but no slash at the end. */
  readonly urls: Readonly<Record<string, string>>;
  /** Signs the identity in requests to the services. */
  readonly secret: Uint8Array;
  /** Largest response of a subgraph, in bytes. Defaults to 8 MiB. */
  readonly maxSubgraphResponseBytes?: number;
  /** When a subgraph that fails is no longer asked. Defaults to {@link DEFAULT_BREAKER}. */
  readonly breaker?: { readonly maxFailures: number; readonly pauseMs: number };
}

const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;

/** Connections to one subgraph. Further fetches wait for a free one, within their deadline. */
const MAX_CONNECTIONS = 64;

/** Timeout of a readiness probe: `/ready` of the gateway responds within 2 seconds. */
const PROBE_TIMEOUT_MS = 1800;

const NOT_READY = z.union([z.object({ status: z.literal(STOPPING.status) }), z.object({ reason: z.string() })]);

/** Why the service at `url` is not ready; null if it is. */
const probe = async (pool: Pool, url: string): Promise<string | null> => {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const { statusCode, body } = await request(`${url}/ready`, { dispatcher: pool, signal });
    const text = await body.text();
    if (statusCode === 200) return null;
    const state = NOT_READY.parse(JSON.parse(text));
    // One of several processes. It still answers, and the next connection leads to another one.
    return 'reason' in state ? state.reason : null;
  } catch {
    return 'the service does not respond';
  }
};

/** Creates the clients of the subgraphs. Connects when a request is sent, so the subgraphs may start later. */
export const connectRemote = (
  placement: RemoteSubgraphs,
  { timeoutMs, log, metrics, tracing, natsUrl }: SubgraphOptions,
): Subgraphs => {
  const { urls, secret, maxSubgraphResponseBytes = MAX_RESPONSE_BYTES, breaker = DEFAULT_BREAKER } = placement;
  const clients = Object.entries(urls).map(([service, url]) => {
    const pool = new Pool(new URL(url).origin, { connections: MAX_CONNECTIONS });
    const remote = { service, url, secret, dispatcher: pool, tracing };
    const connections = new HttpConnections(new URL(url), MAX_CONNECTIONS);
    const sendOnce = sendOverHttp({ ...remote, connections, maxResponseBytes: maxSubgraphResponseBytes });
    const onChange = (state: string): void => {
      log.warn({ service, state }, 'a circuit breaker has changed its state');
      metrics?.breakerChanged(service, state);
    };
    metrics?.breakerChanged(service, 'closed');
    const sendInTime: SendFetch = ({ fetch, variables, context, isMutation }) =>
      send({ fetch, variables, context, isMutation, deadline: performance.now() + timeoutMs });
    const send = withCircuitBreaker(withRetry(sendOnce), { service, ...breaker, onChange });
    return {
      service,
      send: withLog(service, log, sendInTime),
      call: callOverHttp(remote),
      problem: () => probe(pool, url),
      close: async () => {
        connections.close();
        await pool.close();
      },
    };
  });
  return combineSubgraphs(clients, timeoutMs, openNatsAt(natsUrl, log));
};
