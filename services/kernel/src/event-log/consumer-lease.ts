import { Client, escapeIdentifier } from 'pg';

/** A connection beside the pool, which lives as long as the consumers do: it hears of new events and holds their locks. */
export interface LogWatch {
  /**
   * Whether this process is the one that runs `consumer` now. One process at a time is, until it closes or its
   * connection ends. Rejects while the database can not be reached.
   */
  holds(consumer: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface WatchSettings {
  readonly url: string;
  /** Schema of the service that consumes. */
  readonly schema: string;
  readonly channels: readonly string[];
  readonly onWake: (channel: string) => void;
}

interface Connection {
  readonly client: Client;
  readonly listening: Promise<void>;
  /** Consumers whose locks this connection has. They are gone when it is. */
  readonly held: Set<string>;
}

const HOLD = `SELECT pg_try_advisory_lock(hashtextextended('wizness consumer ' || $1, 0)) AS held`;
const TIMEOUT_MS = 10_000;

const listen = async (client: Client, channels: readonly string[]): Promise<void> => {
  await client.connect();
  for (const channel of channels) await client.query(`LISTEN ${escapeIdentifier(channel)}`);
};

/** Watches from the first `holds` on, and again after the connection was lost: whoever then reads misses nothing. */
export const watchLogs = ({ url, schema, channels, onWake }: WatchSettings): LogWatch => {
  let current: Connection | null = null;

  const drop = (client: Client): void => {
    if (current?.client === client) current = null;
    void client.end().catch(() => undefined);
  };

  const connect = (): Connection => {
    const client = new Client({
      connectionString: url,
      application_name: `wizness-${schema}-consumers`,
      keepAlive: true,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    });
    client.on('error', () => drop(client));
    client.on('notification', ({ channel }) => onWake(channel));
    return { client, listening: listen(client, channels), held: new Set() };
  };

  return {
    holds: async (consumer) => {
      current ??= connect();
      const { client, listening, held } = current;
      try {
        await listening;
        if (held.has(consumer)) return true;
        const { rows } = await client.query<{ held: boolean }>(HOLD, [`${schema} ${consumer}`]);
        if (rows[0]?.held) held.add(consumer);
        return held.has(consumer);
      } catch (error) {
        drop(client);
        throw error;
      }
    },
    close: async () => {
      await current?.client.end();
      current = null;
    },
  };
};
