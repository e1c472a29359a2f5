import type { NodeConnectionOptions } from '@nats-io/transport-node';
import { isUrl } from '../values/is-url';

/** Where NATS is, and who connects. */
export type NatsAddress = Pick<NodeConnectionOptions, 'user' | 'pass' | 'token' | 'tls'> & {
  /** Each as `host:port`, without credentials. */
  readonly servers: string[];
};

const DEFAULT_PORT = '4222';

/**
 * Reads addresses of the servers of one NATS cluster, separated by commas, of which the first may have a user and a password, or
 * a token: `nats://user:password@one:4222,nats://two:4222`. `tls://` instead of `nats://` asks for TLS. Throws an Error
 * that contains none of it.
 */
export const readNatsAddress = (text: string): NatsAddress => {
  const urls = text.split(',').map((part) => {
    if (!/^(nats|tls):\/\/[^/]/.test(part.trim()) || !isUrl(part.trim()))
      throw new Error('must be the addresses of NATS servers: nats://user:password@host:4222, with commas in between');
    return new URL(part.trim());
  });
  const [first] = urls;
  const user = decodeURIComponent(first?.username ?? '');
  const pass = decodeURIComponent(first?.password ?? '');
  return {
    servers: urls.map(({ hostname, port }) => `${hostname}:${port || DEFAULT_PORT}`),
    ...(user && (pass ? { user, pass } : { token: user })),
    ...(urls.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
  };
};
