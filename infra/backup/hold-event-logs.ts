import { connectClient } from '@wizness/kernel';
import type { Client } from 'pg';
import type { DistinctDatabase } from '../command/distinct-databases';

/** The lock under which an event gets its position when its transaction commits. */
const HOLD = `SELECT pg_advisory_lock(hashtextextended('wizness events ' || $1, 0))`;

/** A database that does not give the locks within this time is too busy, or does not respond. */
const TIMEOUT_MS = 30_000;

/** Lets no service append an event until the returned function is called: writers wait meanwhile. */
export const holdEventLogs = async (databases: readonly DistinctDatabase[]): Promise<() => Promise<void>> => {
  const clients: Client[] = [];
  const release = async (): Promise<void> => void (await Promise.all(clients.map((client) => client.end())));
  try {
    for (const { url, storages } of databases) {
      const client = await connectClient(url, { statement_timeout: TIMEOUT_MS });
      clients.push(client);
      for (const { schema } of storages) await client.query(HOLD, [schema]);
    }
    return release;
  } catch (error) {
    await release();
    throw error;
  }
};
