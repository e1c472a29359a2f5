import { Buffer, isAscii } from 'node:buffer';
import type { Dispatcher } from 'undici';

export interface JsonPost {
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Milliseconds after which the request is aborted with `timeoutReason`. */
  readonly timeoutMs: number;
  readonly timeoutReason: Error;
  /** A larger response is refused as soon as it is known to be. */
  readonly maxResponseBytes: number;
}

export interface TextResponse {
  readonly status: number;
  readonly text: string;
  /** Whether `text` contains no backslash. */
  readonly isPlain: boolean;
}

const BACKSLASH = 92;

/**
 * Sends a POST request and returns the status and the body of the response. Rejects if the connection fails, and with the
 * reason of an abort. Dispatches directly, without the stream that `request` of undici makes for each response.
 */
export const postJson = (dispatcher: Dispatcher, post: JsonPost): Promise<TextResponse> =>
  new Promise((resolve, reject) => {
    const { origin, path, headers, body, signal, timeoutMs, timeoutReason, maxResponseBytes } = post;
    let status = 0;
    let length = 0;
    const chunks: Buffer[] = [];
    let stopped: Error | null = null;
    let controller: Dispatcher.DispatchController | null = null;
    const stop = (reason: Error): void => {
      stopped = reason;
      release();
      // Without a connection, the request waits for one; it is aborted when it would be sent.
      controller?.abort(reason);
      reject(reason);
    };
    const onAbort = (): void => stop(signal.reason as Error);
    const timer = setTimeout(stop, timeoutMs, timeoutReason);
    const release = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort);
    dispatcher.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        onRequestStart: (started) => {
          controller = started;
          if (stopped) started.abort(stopped);
        },
        onResponseStart: (_, statusCode) => {
          status = statusCode;
        },
        onResponseData: (_, chunk) => {
          length += chunk.length;
          if (length <= maxResponseBytes) chunks.push(chunk);
          else stop(new Error(`The response has more than ${maxResponseBytes} bytes.`));
        },
        onResponseEnd: () => {
          release();
          const [only] = chunks;
          const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks, length);
          // Latin-1 is decoded faster, and is the same where all bytes are ASCII.
          const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
          resolve({ status, text, isPlain: !bytes.includes(BACKSLASH) });
        },
        onResponseError: (_, error) => {
          release();
          reject(error);
        },
      },
    );
  });
