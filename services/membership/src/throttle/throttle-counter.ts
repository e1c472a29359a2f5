import { createHash } from 'node:crypto';
import { networkOf } from '@wizness/kernel';

/** A counter of failed attempts. The first `free` failures cause no delay. */
export interface Counter {
  readonly key: string;
  readonly free: number;
  /** How many attempts may run at once. Others wait for their turn. */
  readonly atOnce: number;
}

type ThrottledAction = 'sign-in' | 'mail' | 'verify-email' | 'password';

/** Keys contain a hash, so that the table does not list addresses. */
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const FREE_GUESSES = 2;

/** `account` is an email address, or the id of the member for `password`. */
export const accountCounter = (action: ThrottledAction, account: string): Counter => ({
  key: `${action} account ${hash(account)}`,
  free: action === 'mail' ? 4 : FREE_GUESSES,
  atOnce: 1,
});

/** Hash of the network of a client; null if its address is not known. */
export const networkHash = (address: string | null | undefined): string | null =>
  address ? hash(networkOf(address)) : null;

/** For an account, from a network from which it was signed in to before. The key begins with that of the account. */
export const placeCounter = (email: string, network: string): Counter => ({
  key: `${accountCounter('sign-in', email).key} from ${network}`,
  free: FREE_GUESSES,
  atOnce: 1,
});

/** For a device from which an account was signed in to before. */
export const deviceCounter = (deviceHash: string): Counter => ({
  key: `sign-in device ${hash(deviceHash)}`,
  free: FREE_GUESSES,
  atOnce: 1,
});

/** Allows more failures than one account, because an office or a school may share an address. Empty if it is unknown. */
export const clientCounters = (action: ThrottledAction, address: string | null | undefined): Counter[] =>
  address ? [{ key: `${action} address ${networkHash(address)}`, free: 20, atOnce: 8 }] : [];
