import { PERSONAL_DATA_PATH, type PersonalData } from '@wizness/kernel';
import { Pool } from 'undici';
import { z } from 'zod';
import { rejectAllCredentials } from '../identity/credential-verifier';
import { createHttpCredentialVerifier } from '../internal/http-credential-verifier';
import { postSigned, type RemoteService } from '../internal/post-signed';
import type { DataSourceOptions } from './data-source';
import { httpDataSource } from './http';
import { combineSubgraphs, MEMBERSHIP, type Subgraphs } from './subgraphs';

/** Each subgraph runs in its own process, at the URL given under its name. */
export interface RemoteSubgraphs {
  readonly mode: 'remote';
  readonly urls: Readonly<Record<string, string>>;
  /** Signs the identity in requests to the services. */
  readonly secret: Uint8Array;
}

/** Timeout of a readiness probe. */
const PROBE_TIMEOUT_MS = 2000;

const probe = async (pool: Pool): Promise<void> => {
  const { statusCode, body } = await pool.request({
    path: '/ready',
    method: 'GET',
    signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`not ready: status ${statusCode}`);
};

const PERSONAL_DATA = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

const personalDataOf = async (remote: RemoteService, memberId: string, timeoutMs: number): Promise<PersonalData> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const { status, text } = await postSigned(remote, { path: PERSONAL_DATA_PATH, content: { memberId }, signal });
  if (status !== 200) throw new Error(`${remote.service} responded with status ${status}`);
  return PERSONAL_DATA.parse(JSON.parse(text));
};

/** Creates the clients of the subgraphs. Connects when a request is sent, so the subgraphs may start later. */
export const connectRemote = ({ urls, secret }: RemoteSubgraphs, options: DataSourceOptions): Subgraphs => {
  const { timeoutMs } = options;
  const remotes = Object.entries(urls).map(([service, url]) => ({
    service,
    pool: new Pool(new URL(url).origin, { connections: 64 }),
    secret,
  }));
  const membership = remotes.find(({ service }) => service === MEMBERSHIP);
  return combineSubgraphs(
    remotes.map((remote) => ({
      service: remote.service,
      dataSource: httpDataSource(remote, options),
      personalDataOf: (memberId) => personalDataOf(remote, memberId, timeoutMs),
      ready: () => probe(remote.pool),
      close: () => remote.pool.close(),
    })),
    membership ? createHttpCredentialVerifier(membership, timeoutMs) : rejectAllCredentials,
  );
};
