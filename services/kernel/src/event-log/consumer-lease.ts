import type { Client } from 'pg';
import type { WakeListener } from './wake-listener';

/** Lets one process at a time run a consumer. */
export interface ConsumerLease {
  /**
   * Whether this process holds the lease of `consumer`; takes it if it is free. The process keeps it until it stops or
   * loses its connection. Rejects while the database cannot be reached.
   */
  acquire(consumer: string): Promise<boolean>;
}

const LOCK = `SELECT pg_try_advisory_lock(hashtextextended('wizness consumer ' || $1, 0)) AS locked`;

/** Leases of the consumers of the service `schema`: session-level advisory locks on the connection of `listener`. */
export const createConsumerLease = (schema: string, listener: WakeListener): ConsumerLease => {
  // Locks end with their session, so the leases are kept by connection.
  const leases = new WeakMap<Client, Set<string>>();
  return {
    acquire: (consumer) =>
      listener.use(async (client) => {
        const held = leases.get(client) ?? new Set();
        leases.set(client, held);
        if (held.has(consumer)) return true;
        const { rows } = await client.query<{ locked: boolean }>(LOCK, [`${schema} ${consumer}`]);
        if (rows[0]?.locked) held.add(consumer);
        return held.has(consumer);
      }),
  };
};
