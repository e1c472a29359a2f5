import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { isUrl } from '../values/is-url';

type Network = ReturnType<typeof ipaddr.parseCIDR>;

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, network: Network): boolean =>
  address.kind() === network[0].kind() && address.match(network);

/** The only global unicast addresses of IPv6 (RFC 4291, IANA). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/** Networks that ipaddr.js takes for public ones: the host agent of Azure, AS112 and relays of 6to4. */
const DENIED = ['168.63.129.16/32', '192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24', '2620:4f:8000::/48'].map(
  (text) => ipaddr.parseCIDR(text),
);

/**
 * Whether an IP address is one of the public internet. False for loopback, private, link-local, metadata, mapped and reserved
 * addresses, and for a text that is no address.
 */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  let address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6) {
    if (address.zoneId) return false;
    if (address.isIPv4MappedAddress()) address = address.toIPv4Address();
    else if (!isIn(address, GLOBAL_IPV6)) return false;
  }
  const found = address;
  return found.range() === 'unicast' && !DENIED.some((network) => isIn(found, network));
};

const MAX_URL_LENGTH = 2000;
const PORTS: ReadonlySet<string> = new Set(['', '443', '8443']);
const LOCAL_NAME = /\.(local|localhost|internal|lan|home|corp|intranet|arpa|test|invalid|onion)$/;

/** The setting WEBHOOK_ALLOWED_HOSTS: hosts that may be reached although they are not public, over http too, on any port. */
export const WEBHOOK_HOSTS = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
  .refine((hosts) => hosts.every((host) => /^[\w.:[\]-]+$/.test(host)), {
    error: 'must be host names or addresses without a port, such as 127.0.0.1,hooks.example.internal',
  })
  .default([]);

/** Host of a URL without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/**
 * Why deliveries cannot be sent to a URL; null if they can. What a name resolves to is not known here: the address is checked
 * again when a connection is made.
 */
export const webhookUrlProblem = (text: string, openHosts: readonly string[]): string | null => {
  if (text.length > MAX_URL_LENGTH) return `The address has more than ${MAX_URL_LENGTH} characters.`;
  if (!isUrl(text)) return 'This is no address. Give one such as https://example.org/hooks.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'The address must have no user name and no password.';
  const host = hostOf(url);
  if (openHosts.includes(host)) return /^https?:$/.test(url.protocol) ? null : 'The address must begin with https://.';
  if (url.protocol !== 'https:') return 'The address must begin with https://.';
  if (!PORTS.has(url.port)) return 'The port must be 443 or 8443.';
  const name = host.replace(/\.$/, '');
  const isReachable = isIP(host) === 0 ? name.includes('.') && !LOCAL_NAME.test(name) : isPublicAddress(host);
  return isReachable ? null : 'The host must have a public address: this server sends nothing into private networks.';
};
