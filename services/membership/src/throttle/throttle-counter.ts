import { createHash } from 'node:crypto';

/** A counter of failed attempts. The first `free` failures cause no delay. */
export interface Counter {
  readonly key: string;
  readonly free: number;
}

type ThrottledAction = 'sign-in' | 'mail' | 'verify-email';

/** Keys contain a hash, so that the table does not list addresses. */
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The first four groups of an IPv6 address, because one customer has a whole /64. IPv4 addresses are kept whole. */
const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
};

export const accountCounter = (action: ThrottledAction, email: string): Counter => ({
  key: `${action} account ${hash(email)}`,
  free: action === 'mail' ? 4 : 2,
});

/** Allows more failures than one account, because an office or a school may share an address. Empty if it is unknown. */
export const clientCounters = (action: ThrottledAction, address: string | null | undefined): Counter[] =>
  address ? [{ key: `${action} address ${hash(networkOf(address))}`, free: 20 }] : [];
