/** A read of a stream, as its URL asks for it. */
export interface StreamRequest {
  /** Where it begins: behind a cursor, at the end (`now`), or at the oldest entry held (null). */
  readonly offset: string | null;
  readonly live: 'long-poll' | 'sse' | null;
  /** The cursor of the client for shared caches; null if it sent none. */
  readonly cursor: string | null;
}

/** The request is not one of the protocol. */
export class InvalidStreamRequest extends Error {}

const CURSOR = /^content\.\d{16}$/;

const single = (parameters: URLSearchParams, name: string): string | null => {
  const [value = null, ...others] = parameters.getAll(name);
  if (others.length > 0) throw new InvalidStreamRequest(`The URL contains \`${name}\` more than once.`);
  return value;
};

/** Reads the query string of a request. Throws {@link InvalidStreamRequest}. */
export const readStreamRequest = (parameters: URLSearchParams): StreamRequest => {
  const [offset, live, cursor] = ['offset', 'live', 'cursor'].map((name) => single(parameters, name));
  if (offset !== null && offset !== undefined && offset !== '-1' && offset !== 'now' && !CURSOR.test(offset))
    throw new InvalidStreamRequest('`offset` must be -1, now, or an offset that this stream has sent.');
  if (live !== null && live !== undefined && live !== 'long-poll' && live !== 'sse')
    throw new InvalidStreamRequest('`live` must be long-poll or sse.');
  if (live && offset == null) throw new InvalidStreamRequest('`live` needs an `offset`.');
  return { offset: offset == null || offset === '-1' ? null : offset, live: live ?? null, cursor: cursor ?? null };
};

/** The cursor protocol counts intervals from here. */
const EPOCH_MS = Date.parse('2024-10-09T00:00:00Z');
const INTERVAL_MS = 20_000;
const MAX_JITTER = 180;

/**
 * The cursor of a live response, which changes every 20 seconds, so that shared caches join clients which wait at the same time.
 * It is greater than that of the client: otherwise a cache would answer it with the same response again.
 */
export const cacheCursor = (now: number, sent: string | null): string => {
  const current = Math.floor((now - EPOCH_MS) / INTERVAL_MS);
  const own = sent !== null && /^\d{1,15}$/.test(sent) ? Number(sent) : -1;
  if (own < current) return String(current);
  return String(own + 1 + Math.floor(Math.random() * MAX_JITTER));
};
