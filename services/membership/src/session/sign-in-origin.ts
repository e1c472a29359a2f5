import type { Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { hashSecret, isSecret, newSecret } from '../account/secret';
import {
  accountCounter,
  clientCounters,
  type Counter,
  deviceCounter,
  networkHash,
  placeCounter,
} from '../throttle/throttle-counter';

const PREFIX = 'wzd_';

/** A new token by which a device is recognised at the next sign-in. It opens nothing. */
const newDeviceToken = (): string => PREFIX + newSecret();

const isDeviceToken = (text: string): boolean => text.startsWith(PREFIX) && isSecret(text.slice(PREFIX.length));

/** Where a sign-in comes from, and whether a session of the account was opened from there before. */
export interface SignInOrigin {
  /** The token that the device keeps: the one it sent if that is known, else a new one. */
  readonly deviceToken: string;
  readonly deviceHash: string;
  /** Hash of the network of the client; null if its address is not known. */
  readonly networkHash: string | null;
  /** What a failed sign-in from there counts on. */
  readonly counters: readonly [Counter, ...Counter[]];
}

/**
 * Finds where a sign-in comes from. A device or network from which the account was signed in to before has a counter of
 * its own: strangers who guess elsewhere do not lock it. The statement is the same for an address without an account.
 */
export const readOrigin = async (
  db: EntityManager,
  { clientAddress }: Identity,
  { email, deviceToken }: { readonly email: string; readonly deviceToken: string | null },
): Promise<SignInOrigin> => {
  const presented = deviceToken !== null && isDeviceToken(deviceToken) ? deviceToken : null;
  const network = networkHash(clientAddress);
  const [known] = await db.query<{ device: boolean | null; network: boolean | null }[]>(
    `SELECT bool_or(session.device_hash = $2) AS device, bool_or(session.network_hash = $3) AS network
    FROM accounts account JOIN sessions session ON session.member_id = account.member_id WHERE account.email = $1`,
    [email, presented === null ? null : hashSecret(presented), network],
  );
  const current = known?.device && presented !== null ? presented : newDeviceToken();
  const deviceHash = hashSecret(current);
  const origin = { deviceToken: current, deviceHash, networkHash: network };
  if (known?.device) return { ...origin, counters: [deviceCounter(deviceHash)] };
  const account = known?.network && network !== null ? placeCounter(email, network) : accountCounter('sign-in', email);
  return { ...origin, counters: [account, ...clientCounters('sign-in', clientAddress)] };
};
