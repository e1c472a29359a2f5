import {
  FaultCode,
  graphqlProcedure,
  IDENTITY_HEADER,
  type RemoteService,
  REQUEST_ID_HEADER,
  signIdentity,
} from '@wizness/kernel';
import type { Fetch } from '../engine/plan';
import type { FetchedResponse } from '../engine/run/run-fetch';
import { readAfterOf } from '../pipeline/read-positions';
import type { HttpConnections } from './http-connections';
import type { TextResponse } from './response-reader';
import { SubgraphFailure } from './subgraph-failure';
import { DEADLINE_PASSED, type SendFetch } from './subgraph-fetch';

/** A subgraph in another process. */
export interface RemoteSubgraph extends Omit<RemoteService, 'dispatcher'> {
  readonly connections: HttpConnections;
  /** A larger response is a fault. */
  readonly maxResponseBytes: number;
}

/** The start of a request's body, up to its variables; written once for each fetch of a plan. */
const starts = new WeakMap<Fetch, string>();

/** @param readAfter what a standby must have, if it may answer; undefined if it may not. */
const bodyOf = (fetch: Fetch, variables: Record<string, unknown>, readAfter: string | null | undefined): string => {
  const start = starts.get(fetch) ?? `{"query":${JSON.stringify(fetch.text)},"variables":`;
  starts.set(fetch, start);
  const extensions = readAfter === undefined ? '' : `,"extensions":${JSON.stringify({ readAfter })}`;
  return `${start}${JSON.stringify(variables)}${extensions}}`;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The GraphQL response in a body, whatever its status; null if it contains none. In a JSON text without a backslash, no string has a
 * character that needs one.
 */
const responseIn = ({ text, isPlain }: TextResponse): FetchedResponse | null => {
  try {
    const body: unknown = JSON.parse(text);
    if (!isObject(body)) return null;
    const { data, errors, extensions } = body;
    const hasData = isObject(data) || data === null;
    const kept = isObject(extensions) ? extensions : undefined;
    if (errors === undefined || errors === null)
      return hasData ? ({ data, extensions: kept, isPlain } as FetchedResponse) : null;
    if (!Array.isArray(errors) || !errors.every(isObject) || !(hasData || data === undefined)) return null;
    return { data, errors, extensions: kept, isPlain } as unknown as FetchedResponse;
  } catch {
    return null;
  }
};

const linesOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** The longest time that a timer can have. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const RESET_CODES: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE']);

const isReset = (error: unknown): boolean => isObject(error) && RESET_CODES.has(error['code']);

const UNAUTHORISED = 401;

const failureOf = (service: string, status: number, text: string): SubgraphFailure => {
  if (status === UNAUTHORISED) {
    const message = `${service} refused the signature: set the same SUBGRAPH_SECRET in all services.`;
    return new SubgraphFailure(FaultCode.SUBGRAPH_UNAVAILABLE, message, false);
  }
  const code = status === 400 || status === 500 ? FaultCode.INTERNAL_SERVER_ERROR : FaultCode.SUBGRAPH_UNAVAILABLE;
  const isTransient = status >= 502 && status <= 504;
  return new SubgraphFailure(code, `${service} responded with status ${status}.`, isTransient, { cause: text });
};

/** Sends fetches to a subgraph in another process. Each request carries the caller's identity, signed. */
export const sendOverHttp = (remote: RemoteSubgraph): SendFetch => {
  const { service, url, secret, connections, maxResponseBytes, tracing } = remote;
  const { method, path } = graphqlProcedure;
  const { pathname } = new URL(url);
  const base = pathname.replace(/\/$/, '');
  return async ({
    fetch,
    variables,
    context: { identity, requestId, read, cancellation },
    isMutation,
    deadline = Number.POSITIVE_INFINITY,
  }) => {
    if (cancellation.reason) throw cancellation.reason;
    const timeoutMs = Math.min(deadline - performance.now(), MAX_TIMEOUT_MS);
    if (timeoutMs <= 0) throw DEADLINE_PASSED;
    const body = bodyOf(fetch, variables, isMutation ? undefined : readAfterOf(read, service));
    const signature = signIdentity(identity, { service, method, path, body }, secret);
    const traced = tracing ? linesOf(tracing.headers()) : '';
    const headers = `${REQUEST_ID_HEADER}: ${requestId}\r\n${IDENTITY_HEADER}: ${signature}\r\n${traced}`;
    let received: TextResponse;
    try {
      received = await connections.post({
        path: base + path,
        headers,
        body,
        timeoutMs,
        timeoutReason: DEADLINE_PASSED,
        maxResponseBytes,
        cancellation,
      });
    } catch (cause) {
      if (cancellation.reason || cause === DEADLINE_PASSED) throw cause;
      const message = `${service} gave no valid response.`;
      throw new SubgraphFailure(FaultCode.SUBGRAPH_UNAVAILABLE, message, isReset(cause), { cause });
    }
    const { status } = received;
    const response = status === UNAUTHORISED ? null : responseIn(received);
    const position = response?.extensions?.position;
    if (typeof position === 'string') read?.written.set(service, position);
    if (response) return response;
    throw failureOf(service, status, received.text);
  };
};
