import { Buffer, isAscii } from 'node:buffer';
import type { Dispatcher } from 'undici';

export interface JsonPost {
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
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
 * reason of `signal`. Dispatches directly, without the stream that `request` of undici makes for each response.
 */
export const postJson = (dispatcher: Dispatcher, post: JsonPost): Promise<TextResponse> =>
  new Promise((resolve, reject) => {
    const { origin, path, headers, body, signal, maxResponseBytes } = post;
    let status = 0;
    let length = 0;
    const chunks: Buffer[] = [];
    let abort = (reason: Error): void => reject(reason);
    const onAbort = (): void => abort(signal.reason as Error);
    const release = (): void => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        onRequestStart: (controller) => {
          abort = (reason) => controller.abort(reason);
          if (signal.aborted) onAbort();
        },
        onResponseStart: (_, statusCode) => {
          status = statusCode;
        },
        onResponseData: (controller, chunk) => {
          length += chunk.length;
          if (length > maxResponseBytes) {
            controller.abort(new Error(`The response has more than ${maxResponseBytes} bytes.`));
          } else chunks.push(chunk);
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
