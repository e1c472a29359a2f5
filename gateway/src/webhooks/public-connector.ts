import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '@wizness/kernel';
import { Agent, buildConnector } from 'undici';

/** The host has no public address. */
export class HostRefused extends Error {
  readonly code = 'HOST_REFUSED';

  constructor(host: string) {
    super(`The host ${host} has no public address.`);
  }
}

/** Resolves a name to all of its addresses, or reports why there are none. */
export type ResolveHost = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** By DNS, not by `dns.lookup`, which takes one of the few threads of the process until a slow name server responds. */
const createDnsResolver = (): ResolveHost => {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  return (host, done) => {
    void Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]).then((results) => {
      const addresses = results.flatMap((result, index) =>
        result.status === 'fulfilled' ? result.value.map((address) => ({ address, family: index === 0 ? 4 : 6 })) : [],
      );
      const [first] = results;
      const isUnknown = addresses.length === 0 && first.status === 'rejected';
      done(isUnknown ? (first.reason as NodeJS.ErrnoException) : null, addresses);
    });
  };
};

/** Connections to one host, which may have many endpoints. */
const CONNECTIONS = 64;
const CONNECT_TIMEOUT_MS = 5000;
const KEEP_ALIVE_MS = 4000;

/**
 * Connections to public addresses only. The address is checked that a connection is made to, so that a name cannot lead
 * elsewhere after the check. If one address of a name is not public, none is used. `openHosts` are not checked.
 */
export const createPublicAgent = (
  openHosts: readonly string[],
  resolveHost: ResolveHost = createDnsResolver(),
): Agent => {
  const lookup: LookupFunction = (host, options, done) => {
    resolveHost(host, (error, addresses) => {
      const refused =
        error ?? (addresses.every(({ address }) => isPublicAddress(address)) ? null : new HostRefused(host));
      const [first] = addresses;
      if (refused || !first) return done(refused ?? new HostRefused(host), []);
      // Node asks for all addresses if it tries one after the other.
      if (options.all) return done(null, [...addresses]);
      return done(null, first.address, first.family);
    });
  };
  const options = { timeout: CONNECT_TIMEOUT_MS, allowH2: false };
  const connectToAny = buildConnector(options);
  const connectToPublic = buildConnector({ ...options, lookup } as buildConnector.BuildOptions);
  return new Agent({
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: (target, done) => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (openHosts.includes(host)) return connectToAny(target, done);
      // A literal address is not looked up.
      if (isIP(host) !== 0 && !isPublicAddress(host)) return done(new HostRefused(host), null);
      return connectToPublic(target, (error, socket) => {
        if (error || !socket) return done(error ?? new HostRefused(host), null);
        if (isPublicAddress(socket.remoteAddress ?? '')) return done(null, socket);
        socket.destroy();
        return done(new HostRefused(host), null);
      });
    },
  });
};
