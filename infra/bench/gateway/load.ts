import { Pool } from 'undici';
import { quantile } from '../distribution';
import { usedSince } from '../process-usage';
import type { Child } from './child';
import { sumOf, type Usage } from './usage';

/** What one gateway did in one round. */
export interface Measured {
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
  /** CPU time of PostgreSQL, where it is measured. */
  readonly databaseMsPerRequest: number | undefined;
  /** Latency in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Resident memory at the end, in bytes. */
  readonly memory: number;
}

export interface Target {
  readonly url: string;
  /** The access token of the member who sends the requests. Defaults to none. */
  readonly accessToken?: string;
  /** The processes whose CPU and memory are measured, as a sum. */
  readonly children: readonly Child[];
  /** Returns the body of the next request. Defaults to the same body each time. */
  readonly nextBody?: () => string;
  /** Processor time of the connections of the database so far, in milliseconds, by process. */
  readonly databaseTimes?: () => Promise<ReadonlyMap<number, number>>;
}

const CONNECTIONS = 20;

const headersOf = ({ accessToken }: Pick<Target, 'accessToken'>): Record<string, string> => ({
  'content-type': 'application/json',
  ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
});

/** Sends a request with the JSON `body` once and returns the body of the response. */
export const ask = async ({ url, ...target }: Omit<Target, 'children'>, body: string): Promise<string> => {
  const headers = headersOf(target);
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return response.text();
};

const usageOf = async (children: readonly Child[]): Promise<Usage> =>
  sumOf(await Promise.all(children.map((child) => child.ask<Usage>('usage'))));

/** How long requests are sent: for some seconds, and then until there were so many; by default any number. */
export interface Duration {
  readonly seconds: number;
  readonly requests?: number;
}

/** Sends a request again and again over 20 connections, on each as soon as its last response has come. */
export const measure = async (target: Target, body: string, duration: Duration): Promise<Measured> => {
  const { seconds, requests = 0 } = duration;
  const { url, children, nextBody = () => body, databaseTimes } = target;
  const pool = new Pool(url, { connections: CONNECTIONS });
  const request = { path: '/graphql', method: 'POST', headers: headersOf(target) } as const;
  const latencies: number[] = [];
  const before = await usageOf(children);
  const databaseBefore = await databaseTimes?.();
  const start = performance.now();
  const end = start + seconds * 1000;
  const work = async (): Promise<void> => {
    for (let sent = start; sent < end || latencies.length < requests; sent = performance.now()) {
      const response = await pool.request({ ...request, body: nextBody() });
      await response.body.dump({ limit: 100_000_000 });
      if (response.statusCode !== 200) throw new Error(`A gateway responded with ${response.statusCode}.`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const taken = (performance.now() - start) / 1000;
  const after = await usageOf(children);
  const databaseAfter = await databaseTimes?.();
  await pool.close();
  return {
    requestsPerSecond: latencies.length / taken,
    cpuMsPerRequest: (after.cpuMs - before.cpuMs) / latencies.length,
    databaseMsPerRequest:
      databaseBefore && databaseAfter && usedSince(databaseBefore, databaseAfter) / latencies.length,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    memory: after.memory,
  };
};
