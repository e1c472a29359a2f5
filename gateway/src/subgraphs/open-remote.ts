import { callOverHttp } from '@wizness/kernel';
import { Pool, request } from 'undici';
import { z } from 'zod';
import type { DataSourceOptions } from './data-source';
import { httpDataSource } from './http';
import { combineSubgraphs, type Subgraphs } from './subgraphs';

/** Each subgraph runs in its own process, at the URL given under its name. */
export interface RemoteSubgraphs {
  readonly mode: 'remote';
  /** They may have a path, but no slash at the end. */
  readonly urls: Readonly<Record<string, string>>;
  /** Signs the identity in requests to the services. */
  readonly secret: Uint8Array;
}

/** Timeout of a readiness probe: `/ready` of the gateway responds within 2 seconds. */
const PROBE_TIMEOUT_MS = 1800;

const NOT_READY = z.object({ reason: z.string() });

/** Why the service at `url` is not ready; null if it is. */
const probe = async (pool: Pool, url: string): Promise<string | null> => {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const { statusCode, body } = await request(`${url}/ready`, { dispatcher: pool, signal });
    const text = await body.text();
    return statusCode === 200 ? null : NOT_READY.parse(JSON.parse(text)).reason;
  } catch {
    return 'the service does not respond';
  }
};

/** Creates the clients of the subgraphs. Connects when a request is sent, so the subgraphs may start later. */
export const connectRemote = ({ urls, secret }: RemoteSubgraphs, options: DataSourceOptions): Subgraphs => {
  const clients = Object.entries(urls).map(([service, url]) => {
    const pool = new Pool(new URL(url).origin, { connections: 64 });
    const remote = { service, url, secret, dispatcher: pool };
    return {
      service,
      dataSource: httpDataSource(remote, options),
      call: callOverHttp(remote),
      problem: () => probe(pool, url),
      close: () => pool.close(),
    };
  });
  return combineSubgraphs(clients, options.timeoutMs);
};
