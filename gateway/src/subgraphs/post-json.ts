import { Buffer } from 'node:buffer';
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
}

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
          resolve({ status, text: (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString() });
        },
        onResponseError: (_, error) => {
          release();
          reject(error);
        },
      },
    );
  });
