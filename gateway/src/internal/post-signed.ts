import { anonymous, type Identity, IDENTITY_HEADER, signIdentity } from '@wizness/kernel';
import type { Pool } from 'undici';

/** A service in another process. */
export interface RemoteService {
  readonly service: string;
  readonly pool: Pool;
  /** Shared with it: signs who is asking. */
  readonly secret: Uint8Array;
}

export interface Post {
  readonly path: string;
  /** Sent as JSON. */
  readonly content: unknown;
  /** In whose name it is asked; in nobody's, but ours, unless told. */
  readonly identity?: Identity;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly text: string;
}

/** Asks a service what it answers to the gateway alone. Rejects where there is no answer, with the reason of `signal`. */
export const postSigned = async (
  { service, pool, secret }: RemoteService,
  { path, content, identity = anonymous, headers, signal }: Post,
): Promise<ServiceAnswer> => {
  const body = JSON.stringify(content);
  const signed = await signIdentity(identity, { service, method: 'POST', path, body }, secret);
  const response = await pool.request({
    path,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', [IDENTITY_HEADER]: signed },
    body,
    signal,
  });
  return { status: response.statusCode, text: await response.body.text() };
};
