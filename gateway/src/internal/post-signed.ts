import { anonymous, type Identity, IDENTITY_HEADER, signIdentity } from '@wizness/kernel';
import type { Dispatcher, Pool } from 'undici';

/** A service in another process. */
export interface RemoteService {
  readonly service: string;
  readonly pool: Pool;
  /** Shared with the service. Signs the identity. */
  readonly secret: Uint8Array;
}

export interface SignedPost {
  readonly path: string;
  /** Sent as JSON. */
  readonly content: unknown;
  /** On whose behalf the request is made. Defaults to anonymous. */
  readonly identity?: Identity;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Largest response, in bytes. Defaults to any size. */
  readonly maxBytes?: number;
}

export interface ServiceResponse {
  readonly status: number;
  readonly text: string;
}

/** Rejects, and closes the connection, as soon as `body` has more than `maxBytes` bytes. */
const readText = async (body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`the response has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/**
 * Sends a POST that proves to the service that it comes from the gateway. Rejects if there is no response, after an abort
 * with the reason of `signal`.
 */
export const postSigned = async (
  { service, pool, secret }: RemoteService,
  { path, content, identity = anonymous, headers, signal, maxBytes = Number.POSITIVE_INFINITY }: SignedPost,
): Promise<ServiceResponse> => {
  const body = JSON.stringify(content);
  const signedIdentity = await signIdentity(identity, { service, method: 'POST', path, body }, secret);
  const response = await pool.request({
    path,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', [IDENTITY_HEADER]: signedIdentity },
    body,
    signal,
  });
  return { status: response.statusCode, text: await readText(response.body, maxBytes) };
};
