import type { Clock } from '@wizness/kernel';
import { type Dispatcher, request } from 'undici';
import type { DeliveryBody } from './delivery-body';
import { HostRefused } from './public-connector';
import { signatureHeaders } from './signature';

/** Bytes of an answer that are read. The rest is not waited for. */
const MAX_ANSWER_BYTES = 8 * 1024;
/** Characters of a body in the log of deliveries. */
const EXCERPT_LENGTH = 2000;
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** What came of one attempt. */
export interface Attempt {
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'GONE';
  readonly statusCode: number | null;
  readonly error: string | null;
  /** Null if nothing was sent. */
  readonly durationMs: number | null;
  /** Null if nothing was sent. */
  readonly requestExcerpt: string | null;
  readonly responseExcerpt: string | null;
  /** Milliseconds for which the endpoint asked to be left alone; 0 if it did not. At most a day. */
  readonly waitMs: number;
}

export interface SendOptions {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** For the whole attempt, from the look-up of the name to the end of the answer. */
  readonly timeoutMs: number;
  /** Aborted when the process stops: the attempt then rejects, because its outcome is not known. */
  readonly signal: AbortSignal;
}

/** The start of a text, as a text that can be stored. */
const excerptOf = (text: string): string => text.slice(0, EXCERPT_LENGTH).replaceAll('\0', '\u{FFFD}').toWellFormed();

/** Milliseconds that a `Retry-After` header asks for: seconds, or a date (RFC 9110). */
const retryAfterOf = (value: string | string[] | undefined, now: Date): number => {
  const text = Array.isArray(value) ? value[0] : value;
  if (text === undefined) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
};

/** The first bytes of an answer. The connection is closed if more follow. */
const readStart = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk.subarray(0, MAX_ANSWER_BYTES - length));
    length += chunk.length;
    if (length >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).toString();
};

const reasonOf = (error: unknown, timeoutMs: number): string => {
  const { code = '', cause } = error as { readonly code?: string; readonly cause?: unknown };
  if (error instanceof HostRefused || cause instanceof HostRefused) return 'The host has no public address.';
  if ((error as Error).name === 'TimeoutError') return `There was no complete answer within ${timeoutMs / 1000} s.`;
  return `No answer was received${/^[A-Z_]+$/.test(code) ? ` (${code})` : ''}.`;
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Makes one attempt. Redirects are not followed. Rejects only if `signal` is aborted. */
export const sendDelivery = async (
  { url, secrets }: { readonly url: string; readonly secrets: readonly string[] },
  { id, contentType, text }: DeliveryBody,
  { dispatcher, clock, timeoutMs, signal }: SendOptions,
): Promise<Attempt> => {
  const start = performance.now();
  const requestExcerpt = excerptOf(text);
  const now = clock.now();
  const ended = () => ({ durationMs: Math.round(performance.now() - start), requestExcerpt });
  const timeout = AbortSignal.timeout(timeoutMs);
  let statusCode: number | null = null;
  try {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'user-agent': 'Wizness-Webhooks/1.0',
        'accept-encoding': 'identity',
        ...signatureHeaders({ id, timestamp: Math.floor(now.getTime() / 1000), body: text }, secrets),
      },
      body: text,
      dispatcher,
      signal: AbortSignal.any([signal, timeout]),
    });
    ({ statusCode } = response);
    const answer = await readStart(response.body);
    const responseExcerpt = excerptOf(answer);
    if (isSuccess(statusCode))
      return { ...ended(), outcome: 'SUCCEEDED', statusCode, error: null, responseExcerpt, waitMs: 0 };
    const error = `The endpoint answered ${statusCode}${statusCode >= 300 && statusCode < 400 ? '. Redirects are not followed' : ''}.`;
    const waitMs = retryAfterOf(response.headers['retry-after'], now);
    return { ...ended(), outcome: statusCode === 410 ? 'GONE' : 'FAILED', statusCode, error, responseExcerpt, waitMs };
  } catch (cause) {
    signal.throwIfAborted();
    const error = timeout.aborted ? reasonOf(timeout.reason, timeoutMs) : reasonOf(cause, timeoutMs);
    return { ...ended(), outcome: 'FAILED', statusCode, error, responseExcerpt: null, waitMs: 0 };
  }
};
