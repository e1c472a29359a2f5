import { PERSONAL_DATA_PATH, type PersonalData } from '@wizness/kernel';
import { Pool } from 'undici';
import { z } from 'zod';
import { createHttpCredentialVerifier } from '../internal/http-credential-verifier';
import { nobody } from '../identity/credential-verifier';
import { httpSource } from './http';
import { postSigned, type RemoteService } from '../internal/post-signed';
import type { SourceOptions } from './data-source';
import { gather, MEMBERSHIP, type Sources } from './subgraphs';

/** Each subgraph a process of its own, at the address given under its name. */
export interface RemoteSubgraphs {
  readonly mode: 'remote';
  readonly urls: Readonly<Record<string, string>>;
  readonly secret: Uint8Array;
}

/** How long a probe waits before it calls a subgraph not ready. */
const PROBE_MS = 2000;

const probe = async (pool: Pool): Promise<void> => {
  const { statusCode, body } = await pool.request({
    path: '/ready',
    method: 'GET',
    signal: AbortSignal.timeout(PROBE_MS),
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`not ready: status ${statusCode}`);
};

const PERSONAL_DATA = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

const personalDataOf = async (remote: RemoteService, memberId: string, timeoutMs: number): Promise<PersonalData> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const { status, text } = await postSigned(remote, { path: PERSONAL_DATA_PATH, content: { memberId }, signal });
  if (status !== 200) throw new Error(`it answered with status ${status}`);
  return PERSONAL_DATA.parse(JSON.parse(text));
};

/** Makes a way to each subgraph, which need not be there yet. */
export const connectRemote = ({ urls, secret }: RemoteSubgraphs, options: SourceOptions): Sources => {
  const { timeoutMs } = options;
  const remotes = Object.entries(urls).map(([service, url]) => ({
    service,
    pool: new Pool(new URL(url).origin, { connections: 64 }),
    secret,
  }));
  const membership = remotes.find(({ service }) => service === MEMBERSHIP);
  return gather(
    remotes.map((remote) => ({
      service: remote.service,
      data: httpSource(remote, options),
      personalDataOf: (memberId) => personalDataOf(remote, memberId, timeoutMs),
      ready: () => probe(remote.pool),
      close: () => remote.pool.close(),
    })),
    membership ? createHttpCredentialVerifier(membership, timeoutMs) : nobody,
  );
};
