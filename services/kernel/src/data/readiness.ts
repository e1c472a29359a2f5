import { connectClient } from './database-client';
import type { ServiceLogin } from './service-login';

/** `/ready` responds within 2 seconds, in whatever state the database is. */
const CONNECT_TIMEOUT_MS = 1000;
const QUERY_TIMEOUT_MS = 500;

/** Anybody may ask whether a service is ready. The database is asked at most this often. */
const VALID_MS = 500;

const connectAndQuery = async (url: string, login: ServiceLogin): Promise<void> => {
  const client = await connectClient(url, {
    ...login,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  try {
    await client.query('SELECT 1');
  } finally {
    void client.end();
  }
};

/**
 * Creates a function that rejects if the database at `url` does not execute a statement on a new connection of the
 * service within 1.5 seconds. It does not use the pool, because a busy pool is no reason to send requests elsewhere.
 */
export const createReadinessProbe = (url: string, login: ServiceLogin): (() => Promise<void>) => {
  let latest: Promise<void> | null = null;
  let startedAt = 0;
  return () => {
    if (latest && performance.now() - startedAt < VALID_MS) return latest;
    startedAt = performance.now();
    latest = connectAndQuery(url, login);
    return latest;
  };
};
